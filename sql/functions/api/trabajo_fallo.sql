-- Says that a claimed job failed: as cc.trabajo_fallar.
-- Parameters: id; motivo (codes, never texts of a person); espera_s, NULL for the usual one.
-- Returns: pendiente or muerto, NULL when it was nobody's any more. Errors: none. Reads: –. Writes: trabajo.
CREATE OR REPLACE FUNCTION api.trabajo_fallo(id bigint, motivo text, espera_s int) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  RETURN trabajo_fallar(id, motivo, espera_s);
END
$$;
REVOKE ALL ON FUNCTION api.trabajo_fallo(bigint, text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.trabajo_fallo(bigint, text, int) TO cc_jobs, cc_pbxlink;
