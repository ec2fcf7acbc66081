-- Whether the caller may make somebody, or give them another password: asked before a password is hashed, which is dear.
-- Parameters: id, NULL for somebody new. Returns: 200 {usuario}, NULL for somebody new.
-- Errors: CC401, CC403 not the caller's to change, CC404. Reads: agente, agente_clinica.
CREATE OR REPLACE FUNCTION api.agente_permiso(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
BEGIN
  RETURN ROW(200, NULL, json_build_object('usuario',
    CASE WHEN agente_permiso.id IS NOT NULL THEN (quien_agente(q, agente_permiso.id, true)).usuario END))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.agente_permiso(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.agente_permiso(bytea, jsonb, bigint) TO cc_api;
