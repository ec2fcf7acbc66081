-- GET /sesiones: my sessions that live, the last used first.
-- Returns: 200 {elementos: [{id, actual, creada, ultimo_uso, caduca, ip, de: clave (a password) | erp}], siguiente: null}. Errors: CC401.
-- Reads: sesion.
CREATE OR REPLACE FUNCTION api.sesiones_listar(credencial bytea, contexto jsonb) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, NULL, NULL);
BEGIN
  RETURN ROW(200, NULL, json_build_object('elementos', (
    SELECT coalesce(json_agg(json_build_object('id', s.id, 'actual', s.id = q.sesion_id, 'creada', s.creada, 'ultimo_uso', s.ultimo_uso,
      'caduca', least(s.caduca, s.ultimo_uso + s.inactividad), 'ip', host(s.ip),
      'de', CASE WHEN s.clave_api_id IS NULL THEN 'clave' ELSE 'erp' END) ORDER BY s.ultimo_uso DESC, s.id DESC), '[]')
    FROM sesion s
    WHERE s.agente_id = q.agente_id AND s.cerrada IS NULL AND s.caduca > ahora() AND s.ultimo_uso + s.inactividad > ahora()),
    'siguiente', NULL))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.sesiones_listar(bytea, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.sesiones_listar(bytea, jsonb) TO cc_api;
