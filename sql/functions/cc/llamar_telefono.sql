-- Which of a patient's numbers is dialled: the one asked for, if it is theirs or a guardian's; else the one to dial first,
-- of a child without one the guardian's.
-- Parameters: paciente, id; pedido, written in any way, NULL for none; pais, whose writing is understood.
-- Returns: the number's key. Errors: CC422 not theirs, or none at all. Reads: paciente_telefono, vinculo.
CREATE OR REPLACE FUNCTION cc.llamar_telefono(paciente bigint, pedido text, pais text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
  clave constant text := telefono_clave(pedido, pais);
  suyos constant text[] := ARRAY(
    SELECT t.clave
    FROM (SELECT llamar_telefono.paciente AS id, 0 AS orden
          UNION ALL SELECT p.pariente_id, 1 FROM parientes(llamar_telefono.paciente) p WHERE p.relacion IN ('tutor', 'padre')) x
      JOIN paciente_telefono t ON t.paciente_id = x.id AND t.hasta IS NULL
    ORDER BY x.orden, t.titular DESC, t.id);
BEGIN
  IF pedido IS NOT NULL AND (clave = ANY (suyos)) IS NOT TRUE THEN
    PERFORM problema_campo('telefono', 'No es un teléfono de ese paciente.');
  ELSIF suyos = '{}' THEN
    PERFORM problema_campo('paciente_id', 'Ese paciente no tiene ningún teléfono.');
  END IF;
  RETURN coalesce(clave, suyos[1]);
END
$$;
