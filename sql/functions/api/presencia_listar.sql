-- GET /presencia: everybody who works in my clinics, and whether they can answer.
-- Returns: 200 {elementos: [{agente_id, nombre, estado, motivo, desde, extension}]}, by name. Errors: CC401, CC403.
-- Reads: agente_clinica, agente, what cc.presencia_json reads.
CREATE OR REPLACE FUNCTION api.presencia_listar(credencial bytea, contexto jsonb) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', NULL);
BEGIN
  RETURN ROW(200, NULL, json_build_object('elementos', (
    SELECT coalesce(json_agg(presencia_json(a.id) ORDER BY a.nombre, a.id), '[]')
    FROM agente a
    WHERE a.activo AND a.id IN (
      SELECT ac.agente_id FROM agente_clinica ac WHERE ac.clinica_id = ANY (q.clinicas) AND ac.rol <> 'delegado'))
    ))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.presencia_listar(bytea, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.presencia_listar(bytea, jsonb) TO cc_api;
