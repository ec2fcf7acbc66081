-- Revokes an API key at once, with the sessions that it opened.
-- Parameters: argumentos {clave (id)}. Returns: {id, revocada}. Errors: CC404. Reads: clave_api. Writes: what cc.clave_revocar writes,
--   auditoria.
CREATE OR REPLACE FUNCTION api.admin_clave_revocar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  k clave_api := admin_clave(argumentos);
BEGIN
  PERFORM cc.clave_revocar(k);
  PERFORM cc.admin_auditar(k.grupo_id, 'clave.revocar', k.id);
  RETURN json_build_object('id', k.id, 'revocada', coalesce(k.revocada, ahora()));
END
$$;
REVOKE ALL ON FUNCTION api.admin_clave_revocar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_clave_revocar(jsonb) TO cc_admin;
