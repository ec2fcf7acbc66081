-- POST /agentes: somebody new. cc-api has judged the password (or made one, which its answer shows) and hashed it.
-- Parameters: cuerpo, of cc.agente_crear. No Idempotency-Key: its fingerprint would be one of the password.
-- Returns: 201 `agente`; Location, ETag. Errors: CC401, CC403, and those of cc.agente_crear. Reads and writes: as cc.agente_crear.
CREATE OR REPLACE FUNCTION api.agente_crear(credencial bytea, contexto jsonb, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  a agente := agente_crear(q, contexto, cuerpo);
BEGIN
  RETURN respuesta_fila(201, agente_json(q, a, NULL), 'agentes');
END
$$;
REVOKE ALL ON FUNCTION api.agente_crear(bytea, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.agente_crear(bytea, jsonb, jsonb) TO cc_api;
