-- Lists jobs, those of the house included: the dead by default, the newest first, 200 at most.
-- Parameters: argumentos {estado?, clase?, grupo?}. Returns: an array of `trabajo`. Reads: trabajo.
CREATE OR REPLACE FUNCTION api.admin_trabajo_listar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(json_agg(trabajo_json(x.t) ORDER BY (x.t).id DESC), '[]')
    FROM (
      SELECT t FROM trabajo t
      WHERE t.estado = coalesce(argumentos ->> 'estado', 'muerto') AND coalesce(t.clase = argumentos ->> 'clase', true)
        AND coalesce(t.grupo_id = (argumentos ->> 'grupo')::bigint, true)
      ORDER BY t.id DESC LIMIT 200) x);
END
$$;
REVOKE ALL ON FUNCTION api.admin_trabajo_listar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_trabajo_listar(jsonb) TO cc_admin;
