-- Lists what the command line may show of each grupo.
-- Parameters: argumentos {}. Returns: an array of objects. Reads: grupo. Writes: nothing.
CREATE OR REPLACE FUNCTION api.admin_grupo_listar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(json_agg(fila ORDER BY fila.id), '[]')
    FROM (
      SELECT g.id, g.nombre, g.pais
      FROM cc.grupo g
      WHERE true
    ) fila
  );
END
$$;
REVOKE ALL ON FUNCTION api.admin_grupo_listar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_grupo_listar(jsonb) TO cc_admin;
