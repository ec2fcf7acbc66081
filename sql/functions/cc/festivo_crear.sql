-- A day, of the clinic's own time, on which it is closed from midnight to midnight.
-- Parameters: q, of who may; contexto; cuerpo {clinica_id, dia, nombre}; clinica_id may be left out by who has only one.
-- Returns: festivo. Errors: CC404, CC409 the day is a holiday already, CC422. Writes: festivo, auditoria.
CREATE OR REPLACE FUNCTION cc.festivo_crear(q cc.quien, contexto jsonb, cuerpo jsonb) RETURNS cc.festivo
LANGUAGE plpgsql AS $$
DECLARE
  f festivo;
BEGIN
  PERFORM problema_cuerpo(cuerpo, '{"dia": {"es": "fecha", "falta": false}, "nombre": {"es": "texto", "max": 80},
    "clinica_id": {"es": "entero", "min": 1, "max": 999999999999999}}');
  INSERT INTO festivo AS x (clinica_id, dia, grupo_id, nombre)
  VALUES (quien_clinica(q, (cuerpo ->> 'clinica_id')::bigint, NULL), (cuerpo ->> 'dia')::date, q.grupo_id,
          coalesce(btrim(cuerpo ->> 'nombre'), ''))
  ON CONFLICT (clinica_id, dia) DO NOTHING
  RETURNING x.* INTO f;
  IF f.id IS NULL THEN
    PERFORM problema_campo('dia', 'Ese día ya es festivo.', 'CC409');
  END IF;
  PERFORM quien_audita(q, contexto, 'festivo.crear', 'festivo', f.id, jsonb_build_object('dia', f.dia, 'nombre', f.nombre));
  RETURN f;
END
$$;
