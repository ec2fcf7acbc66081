-- POST /suscripciones/:id/secretos: another secret, which cc-api makes and shows once. For 24 hours the former signs too, so that
-- the receiver can change when it likes. No Idempotency-Key: what it would repeat is a secret.
-- Parameters: id; cuerpo {secreto_sellado}, of cc-api. Returns: 201 `suscripcion`; ETag. Errors: CC401, CC403, CC404.
-- Writes: suscripcion, auditoria.
CREATE OR REPLACE FUNCTION api.suscripcion_rotar(credencial bytea, contexto jsonb, id bigint, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'suscripciones:escribir');
  s suscripcion := quien_suscripcion(q, suscripcion_rotar.id, true);
BEGIN
  UPDATE suscripcion x SET secretos = (ARRAY[decode(cuerpo ->> 'secreto_sellado', 'hex')] || x.secretos)[1:2], rotada = ahora(),
    version = x.version + 1
  WHERE x.id = s.id
  RETURNING x.* INTO s;
  PERFORM quien_audita(q, contexto, 'suscripcion.rotar', 'suscripcion', s.id);
  RETURN ROW(201, jsonb_build_object('ETag', format('"%s"', s.version)), suscripcion_json(s))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.suscripcion_rotar(bytea, jsonb, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.suscripcion_rotar(bytea, jsonb, bigint, jsonb) TO cc_api;
