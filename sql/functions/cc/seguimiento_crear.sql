-- Writes a promise and arms the job that tells the panel when it is due. A promise stands before any missed call.
-- Parameters: q, of cc.autenticar; clinica; paciente, id or NULL; clave, the number or NULL; llamada, in which it was made,
--   or NULL; texto; vence. Returns: the row. Writes: seguimiento, trabajo.
CREATE OR REPLACE FUNCTION cc.seguimiento_crear(q cc.quien, clinica bigint, paciente bigint, clave text, llamada bigint,
  texto text, vence timestamptz) RETURNS cc.seguimiento
LANGUAGE plpgsql AS $$
DECLARE
  s cc.seguimiento;
BEGIN
  INSERT INTO seguimiento (grupo_id, clinica_id, clase, clave, paciente_id, llamada_id, prioridad, llamadas, texto, primera, ultima, vence)
  VALUES (q.grupo_id, clinica, 'promesa', seguimiento_crear.clave, paciente, llamada, 90, 0, btrim(seguimiento_crear.texto),
    ahora(), ahora(), seguimiento_crear.vence)
  RETURNING * INTO s;
  PERFORM trabajo_programar('promesa_vence', s.id::text, jsonb_build_object('seguimiento_id', s.id), s.vence, s.grupo_id);
  PERFORM suscripcion_seguimiento(s.id);
  RETURN s;
END
$$;
