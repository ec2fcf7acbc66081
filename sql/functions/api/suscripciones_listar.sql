-- GET /suscripciones: where the ERP is told of events.
-- Returns: 200 {elementos: [suscripcion], siguiente: null}, by name. Errors: CC401, CC403. Reads: suscripcion, what cc.suscripcion_json reads.
CREATE OR REPLACE FUNCTION api.suscripciones_listar(credencial bytea, contexto jsonb) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'suscripciones:leer');
BEGIN
  RETURN ROW(200, NULL, (
    SELECT json_build_object('elementos', coalesce(json_agg(suscripcion_json(s) ORDER BY s.nombre, s.id), '[]'), 'siguiente', NULL)
    FROM suscripcion s WHERE s.grupo_id = q.grupo_id AND quien_ve_suscripcion(q, s)))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.suscripciones_listar(bytea, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.suscripciones_listar(bytea, jsonb) TO cc_api;
