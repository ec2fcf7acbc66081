-- Lists what the command line may show of each clave.
-- Parameters: argumentos {grupo?}. Returns: an array of objects. Reads: clave_api. Writes: nothing.
CREATE OR REPLACE FUNCTION api.admin_clave_listar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(json_agg(fila ORDER BY fila.id), '[]')
    FROM (
      SELECT k.id, k.grupo_id, k.nombre, k.ambitos, k.creada, k.caduca, k.ultimo_uso, k.revocada
      FROM cc.clave_api k
      WHERE coalesce(k.grupo_id = (argumentos ->> 'grupo')::bigint, true)
    ) fila
  );
END
$$;
REVOKE ALL ON FUNCTION api.admin_clave_listar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_clave_listar(jsonb) TO cc_admin;
