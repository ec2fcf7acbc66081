-- DELETE /colas/:id: a queue that calls waited in stays, out of use.
-- Parameters: id. Returns: 204; 200 `cola` with activa=false, when it stays. Errors: CC401, CC403, CC404.
-- Reads and writes: as cc.cola_quitar.
CREATE OR REPLACE FUNCTION api.cola_quitar(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  fila cola := cola_quitar(q, contexto, cola_quitar.id);
BEGIN
  RETURN respuesta_quitada(CASE WHEN fila.id IS NOT NULL THEN cola_json(fila) END);
END
$$;
REVOKE ALL ON FUNCTION api.cola_quitar(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.cola_quitar(bytea, jsonb, bigint) TO cc_api;
