-- DELETE /claves/:id: the key ends now, with the sessions that it opened; it stays in the list.
-- Returns: 204. Errors: CC401, CC403, CC404, CC409 it was revoked before. Writes: what cc.clave_revocar writes, auditoria.
CREATE OR REPLACE FUNCTION api.clave_revocar(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', NULL);
  k clave_api := quien_clave(q, clave_revocar.id);
BEGIN
  PERFORM quien_audita(q, contexto, 'clave.revocar', 'clave', k.id);
  PERFORM cc.clave_revocar(k);
  RETURN ROW(204, NULL, NULL)::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.clave_revocar(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.clave_revocar(bytea, jsonb, bigint) TO cc_api;
