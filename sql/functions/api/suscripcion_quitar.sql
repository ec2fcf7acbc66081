-- DELETE /suscripciones/:id: nothing more is told there; its deliveries go with it.
-- Parameters: id. Returns: 204. Errors: CC401, CC403, CC404. Writes: suscripcion, suscripcion_envio, salida, auditoria.
CREATE OR REPLACE FUNCTION api.suscripcion_quitar(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'suscripciones:escribir');
  s suscripcion := quien_suscripcion(q, suscripcion_quitar.id, true);
BEGIN
  DELETE FROM suscripcion x WHERE x.id = s.id;
  PERFORM salida_bien('suscripcion ' || s.id);
  PERFORM quien_audita(q, contexto, 'suscripcion.quitar', 'suscripcion', s.id, jsonb_build_object('url', s.url));
  RETURN ROW(204, NULL, NULL)::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.suscripcion_quitar(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.suscripcion_quitar(bytea, jsonb, bigint) TO cc_api;
