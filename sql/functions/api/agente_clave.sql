-- POST /agentes/:id/clave: another password. cc-api has judged it (or made one, which its answer shows) and hashed it.
-- Parameters: id; cuerpo {clave_hash}. Returns: 200 {id, usuario, sesiones_cerradas}. Errors: CC401, CC403, CC404.
-- Reads and writes: as cc.agente_clave.
CREATE OR REPLACE FUNCTION api.agente_clave(credencial bytea, contexto jsonb, id bigint, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  cerradas int := agente_clave(q, contexto, agente_clave.id, cuerpo ->> 'clave_hash');
BEGIN
  RETURN ROW(200, NULL, (SELECT json_build_object('id', a.id, 'usuario', a.usuario, 'sesiones_cerradas', cerradas)
    FROM agente a WHERE a.id = agente_clave.id))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.agente_clave(bytea, jsonb, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.agente_clave(bytea, jsonb, bigint, jsonb) TO cc_api;
