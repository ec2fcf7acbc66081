-- GET /adopciones: who was made here and may be somebody whom the ERP sent later, the oldest question first, 200 at most.
-- Returns: 200 {elementos: [adopcion], siguiente: null}. Errors: CC401, CC403. Reads: adopcion, paciente, grupo, agente.
CREATE OR REPLACE FUNCTION api.adopciones_listar(credencial bytea, contexto jsonb) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'pacientes:leer');
BEGIN
  RETURN ROW(200, NULL, (
    SELECT json_build_object('elementos', coalesce(json_agg(adopcion_json(x.id) ORDER BY x.id), '[]'), 'siguiente', NULL)
    FROM (
      SELECT a.id FROM adopcion a
      WHERE a.grupo_id = q.grupo_id AND a.estado = 'pendiente'
        AND quien_ve_paciente(q, a.propio_id) AND quien_ve_paciente(q, a.erp_id)
      ORDER BY a.id LIMIT 200) x))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.adopciones_listar(bytea, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.adopciones_listar(bytea, jsonb) TO cc_api;
