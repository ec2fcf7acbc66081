-- GET /grabaciones/:id. Parameters: id. Returns: 200 `grabacion` + llamada_id. Errors: CC401, CC403, CC404. Reads: grabacion, llamada.
CREATE OR REPLACE FUNCTION api.grabacion_ver(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', NULL);
  g grabacion := quien_grabacion(q, grabacion_ver.id);
BEGIN
  RETURN ROW(200, NULL, (grabacion_json(g)::jsonb || jsonb_build_object('llamada_id', g.llamada_id))::json)::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.grabacion_ver(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.grabacion_ver(bytea, jsonb, bigint) TO cc_api;
