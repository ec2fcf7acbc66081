-- The moment of a promise, or of a call that was put off, has come: whoever looks at the panel is told, if it is still open and was not put off.
-- Parameters: seguimiento, its id. Returns: nothing. Errors: none.
-- Reads: seguimiento. Writes: seguimiento.version; evento, flujo (by cc.evento_emitir).
CREATE OR REPLACE FUNCTION cc.trabajo_promesa(seguimiento bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  clinica bigint;
BEGIN
  UPDATE seguimiento s SET version = s.version + 1
  WHERE s.id = trabajo_promesa.seguimiento AND s.cerrado IS NULL AND s.vence <= ahora()
  RETURNING s.clinica_id INTO clinica;
  IF FOUND THEN
    PERFORM evento_emitir(clinica, json_build_array(json_build_object('tema', 'panel', 'tipo', 'seguimiento',
      'accion', 'actualizar', 'cuerpo', seguimiento_json(trabajo_promesa.seguimiento))));
  END IF;
END
$$;
