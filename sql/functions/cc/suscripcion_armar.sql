-- Leaves the job that makes a delivery now. One that is being made just now is left alone.
-- Parameters: s, its subscription; envio, id. Writes: trabajo.
CREATE OR REPLACE FUNCTION cc.suscripcion_armar(s cc.suscripcion, envio bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM trabajo_programar('enviar', envio::text, jsonb_build_object('envio_id', envio), ahora(), s.grupo_id, 'jobs',
    'suscripcion ' || s.id);
END
$$;
