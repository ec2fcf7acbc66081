-- The holidays.
-- Parameters: argumentos {clinica?}. Returns: an array of `festivo`. Reads: festivo.
CREATE OR REPLACE FUNCTION api.admin_festivo_listar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(json_agg(festivo_json(x) ORDER BY x.clinica_id, x.dia), '[]')
    FROM festivo x WHERE coalesce(x.clinica_id = (argumentos ->> 'clinica')::bigint, true));
END
$$;
REVOKE ALL ON FUNCTION api.admin_festivo_listar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_festivo_listar(jsonb) TO cc_admin;
