-- The dispositions, those out of use as well.
-- Parameters: argumentos {grupo?}. Returns: an array of `tipificacion`. Reads: tipificacion.
CREATE OR REPLACE FUNCTION api.admin_tipificacion_listar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(json_agg(tipificacion_json(x) ORDER BY x.grupo_id, x.orden, x.etiqueta), '[]')
    FROM tipificacion x WHERE coalesce(x.grupo_id = (argumentos ->> 'grupo')::bigint, true));
END
$$;
REVOKE ALL ON FUNCTION api.admin_tipificacion_listar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_tipificacion_listar(jsonb) TO cc_admin;
