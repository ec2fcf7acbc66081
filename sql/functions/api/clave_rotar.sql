-- POST /claves/:id/rotar: a new token for a key (cc.clave_rotar); what the key is and may stays.
-- Parameters: id; token_hash, of the token that the worker made and shows once; cuerpo {horas, that the old one goes on: 0 to 720, 24}.
-- Returns: 200 `clave`; the worker adds the token. Errors: CC401, CC403, CC404, CC409 revoked, or two live already; CC422.
-- Writes: clave_api, auditoria.
CREATE OR REPLACE FUNCTION api.clave_rotar(credencial bytea, contexto jsonb, id bigint, token_hash bytea, cuerpo jsonb)
RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', NULL);
  k clave_api := quien_clave(q, clave_rotar.id);
BEGIN
  PERFORM problema_cuerpo(cuerpo, '{"horas": {"es": "entero", "min": 0, "max": 720}}');
  k := cc.clave_rotar(k, token_hash, coalesce((cuerpo ->> 'horas')::int, 24));
  PERFORM quien_audita(q, contexto, 'clave.rotar', 'clave', k.id);
  RETURN ROW(200, NULL, clave_json(k))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.clave_rotar(bytea, jsonb, bigint, bytea, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.clave_rotar(bytea, jsonb, bigint, bytea, jsonb) TO cc_api;
