-- Which schema this database has: the number of its last migration. A process refuses a schema that is not its own.
-- Returns: int. Reads: cc.migracion (the bookkeeping of scripts/migrate). Writes: nothing.
CREATE OR REPLACE FUNCTION api.esquema_version() RETURNS int
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT max(numero) FROM migracion);
END
$$;
REVOKE ALL ON FUNCTION api.esquema_version() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.esquema_version() TO cc_api, cc_relay, cc_jobs, cc_pbxlink, cc_admin;
