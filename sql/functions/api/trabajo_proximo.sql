-- How long until the next job is due.
-- Returns: milliseconds, 0 when one is due already, NULL when there is none. Errors: none. Reads: trabajo. Writes: –.
CREATE OR REPLACE FUNCTION api.trabajo_proximo() RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT greatest(0, ceil(extract(epoch FROM min(t.vence) - ahora()) * 1000))::bigint
          FROM trabajo t WHERE t.ejecutor = 'jobs' AND t.estado = 'pendiente');
END
$$;
REVOKE ALL ON FUNCTION api.trabajo_proximo() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.trabajo_proximo() TO cc_jobs;
