-- DELETE /claves/:id/anterior: the token before the last ends now.
-- Returns: 200 `clave`. Errors: CC401, CC403, CC404, CC409 revoked. Writes: clave_api, auditoria.
CREATE OR REPLACE FUNCTION api.clave_retirar(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', NULL);
  k clave_api := quien_clave(q, clave_retirar.id);
BEGIN
  UPDATE clave_api x SET token_anterior = NULL, anterior_caduca = NULL, anterior_uso = NULL WHERE x.id = k.id
  RETURNING * INTO k;
  PERFORM quien_audita(q, contexto, 'clave.retirar', 'clave', k.id);
  RETURN ROW(200, NULL, clave_json(k))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.clave_retirar(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.clave_retirar(bytea, jsonb, bigint) TO cc_api;
