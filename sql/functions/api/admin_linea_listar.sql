-- Lists what the command line may show of each linea.
-- Parameters: argumentos {centralita?}. Returns: an array of objects. Reads: linea. Writes: nothing.
CREATE OR REPLACE FUNCTION api.admin_linea_listar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(json_agg(fila ORDER BY fila.id), '[]')
    FROM (
      SELECT l.id, l.centralita_id, l.clinica_id, l.clave, l.numero, l.etiqueta, l.uso, l.saliente, l.preferida, l.activa
      FROM cc.linea l
      WHERE coalesce(l.centralita_id = (argumentos ->> 'centralita')::bigint, true)
    ) fila
  );
END
$$;
REVOKE ALL ON FUNCTION api.admin_linea_listar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_linea_listar(jsonb) TO cc_admin;
