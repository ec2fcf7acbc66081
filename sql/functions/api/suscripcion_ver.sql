-- GET /suscripciones/:id.
-- Parameters: id. Returns: 200 `suscripcion`; ETag. Errors: CC401, CC403, CC404. Reads: suscripcion, what cc.suscripcion_json reads.
CREATE OR REPLACE FUNCTION api.suscripcion_ver(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'suscripciones:leer');
  s suscripcion := quien_suscripcion(q, suscripcion_ver.id, false);
BEGIN
  RETURN ROW(200, jsonb_build_object('ETag', format('"%s"', s.version)), suscripcion_json(s))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.suscripcion_ver(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.suscripcion_ver(bytea, jsonb, bigint) TO cc_api;
