-- Tells the panels whether a centralita can be reached: event centralita/actualizar, in every clinic that it serves.
-- Parameters: destino; other kinds of places have nobody to tell. Writes: evento, flujo.
CREATE OR REPLACE FUNCTION cc.salida_emitir(destino text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  pbx constant bigint := substring(destino FROM '^centralita ([0-9]+)$');
BEGIN
  IF pbx IS NULL THEN
    RETURN;
  END IF;
  PERFORM flujo_emitir(ARRAY(
    SELECT ROW(c.clinica_id, json_build_object('tema', 'panel', 'tipo', 'centralita', 'accion', 'actualizar',
      'cuerpo', centralita_estado(pbx)))::entrega
    FROM (SELECT p.clinica_id FROM centralita p WHERE p.id = pbx
          UNION SELECT l.clinica_id FROM linea l WHERE l.centralita_id = pbx AND l.activa
          UNION SELECT x.clinica_id FROM extension x WHERE x.centralita_id = pbx AND x.activa) c));
END
$$;
