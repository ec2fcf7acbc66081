-- Lists what the command line may show of each clinica.
-- Parameters: argumentos {grupo?}. Returns: an array of objects. Reads: clinica. Writes: nothing.
CREATE OR REPLACE FUNCTION api.admin_clinica_listar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(json_agg(fila ORDER BY fila.id), '[]')
    FROM (
      SELECT c.id, c.grupo_id, c.nombre, c.zona, c.activa
      FROM cc.clinica c
      WHERE coalesce(c.grupo_id = (argumentos ->> 'grupo')::bigint, true)
    ) fila
  );
END
$$;
REVOKE ALL ON FUNCTION api.admin_clinica_listar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_clinica_listar(jsonb) TO cc_admin;
