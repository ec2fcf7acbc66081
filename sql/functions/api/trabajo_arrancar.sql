-- What cc-jobs does first on each connection: arms the recurring jobs that nobody has armed yet.
-- Returns: nothing. Errors: none. Reads: trabajo. Writes: trabajo.
CREATE OR REPLACE FUNCTION api.trabajo_arrancar() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  PERFORM trabajo_rearmar(NULL, true);
END
$$;
REVOKE ALL ON FUNCTION api.trabajo_arrancar() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.trabajo_arrancar() TO cc_jobs;
