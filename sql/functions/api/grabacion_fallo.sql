-- A message could not be fetched: again after the waits of its class, or, when that would be in vain, `fallida` at once. A dead
-- job says why, and may be repeated once the reason is mended.
-- Parameters: trabajo; motivo, a code; definitiva, whether to try again is in vain; espera_s, Retry-After, 0 or NULL for none (an
--   hour at most). Returns: pendiente or muerto, NULL when there was nothing to fetch any more. Errors: none.
-- Reads: trabajo, llamada. Writes: trabajo, grabacion, and as cc.grabacion_avisar.
CREATE OR REPLACE FUNCTION api.grabacion_fallo(trabajo bigint, motivo text, definitiva boolean, espera_s int) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  g cc.grabacion := grabacion_bloquear(grabacion_fallo.trabajo);
  queda text;
BEGIN
  IF g.id IS NULL OR g.estado = 'lista' THEN
    PERFORM trabajo_terminar(grabacion_fallo.trabajo);
    RETURN NULL;
  END IF;
  queda := trabajo_fallar(grabacion_fallo.trabajo, grabacion_fallo.motivo, nullif(least(grabacion_fallo.espera_s, 3600), 0), definitiva);
  IF queda = 'muerto' THEN
    PERFORM grabacion_avisar(g.llamada_id);
  END IF;
  RETURN queda;
END
$$;
REVOKE ALL ON FUNCTION api.grabacion_fallo(bigint, text, boolean, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.grabacion_fallo(bigint, text, boolean, int) TO cc_jobs;
