-- A message has been fetched: it is kept, told, and its job ended, in one transaction.
-- Parameters: trabajo; tipo, audio, judged by cc-jobs. Returns: whether it was kept (false: it was here, or is gone with its call).
-- Errors: none. Reads: trabajo, llamada. Writes: grabacion, trabajo, and as cc.grabacion_avisar.
CREATE OR REPLACE FUNCTION api.grabacion_traida(trabajo bigint, tipo text, audio bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  g cc.grabacion := grabacion_bloquear(grabacion_traida.trabajo);
BEGIN
  UPDATE grabacion x SET estado = 'lista', tipo = grabacion_traida.tipo, audio = grabacion_traida.audio, motivo = NULL
  WHERE x.id = g.id AND x.estado <> 'lista';
  IF NOT FOUND THEN
    PERFORM trabajo_terminar(grabacion_traida.trabajo);
    RETURN false;
  END IF;
  PERFORM trabajo_terminar(grabacion_traida.trabajo);
  PERFORM grabacion_avisar(g.llamada_id);
  RETURN true;
END
$$;
REVOKE ALL ON FUNCTION api.grabacion_traida(bigint, text, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.grabacion_traida(bigint, text, bytea) TO cc_jobs;
