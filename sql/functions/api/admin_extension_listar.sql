-- Lists what the command line may show of each extension.
-- Parameters: argumentos {centralita?}. Returns: an array of objects. Reads: extension. Writes: nothing.
CREATE OR REPLACE FUNCTION api.admin_extension_listar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(json_agg(fila ORDER BY fila.id), '[]')
    FROM (
      SELECT e.id, e.centralita_id, e.clinica_id, e.numero, e.etiqueta, e.compartida, e.activa
      FROM cc.extension e
      WHERE coalesce(e.centralita_id = (argumentos ->> 'centralita')::bigint, true)
    ) fila
  );
END
$$;
REVOKE ALL ON FUNCTION api.admin_extension_listar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_extension_listar(jsonb) TO cc_admin;
