-- Lists what the command line may show of each agente.
-- Parameters: argumentos {grupo?}. Returns: an array of objects. Reads: agente, agente_clinica. Writes: nothing.
CREATE OR REPLACE FUNCTION api.admin_agente_listar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(json_agg(fila ORDER BY fila.id), '[]')
    FROM (
      SELECT a.id, a.grupo_id, a.usuario, a.nombre, a.activo, (SELECT json_object_agg(r.clinica_id, r.rol) FROM cc.agente_clinica r WHERE r.agente_id = a.id) AS clinicas
      FROM cc.agente a
      WHERE coalesce(a.grupo_id = (argumentos ->> 'grupo')::bigint, true)
    ) fila
  );
END
$$;
REVOKE ALL ON FUNCTION api.admin_agente_listar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_agente_listar(jsonb) TO cc_admin;
