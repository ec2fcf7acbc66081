-- The queues, those out of use as well.
-- Parameters: argumentos {centralita?}. Returns: an array of `cola`. Reads: cola.
CREATE OR REPLACE FUNCTION api.admin_cola_listar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(json_agg(cola_json(x) ORDER BY x.centralita_id, x.nombre), '[]')
    FROM cola x WHERE coalesce(x.centralita_id = (argumentos ->> 'centralita')::bigint, true));
END
$$;
REVOKE ALL ON FUNCTION api.admin_cola_listar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_cola_listar(jsonb) TO cc_admin;
