-- Says that a claimed job was done outside of the database.
-- Parameters: id. Returns: whether it was still the claimer's. Errors: none. Reads: –. Writes: trabajo.
CREATE OR REPLACE FUNCTION api.trabajo_hecho(id bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  RETURN trabajo_terminar(id);
END
$$;
REVOKE ALL ON FUNCTION api.trabajo_hecho(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.trabajo_hecho(bigint) TO cc_jobs, cc_pbxlink;
