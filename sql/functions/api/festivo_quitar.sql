-- DELETE /festivos/:id: the day is an ordinary one again.
-- Parameters: id. Returns: 204. Errors: CC401, CC403, CC404. Reads and writes: as cc.festivo_quitar.
CREATE OR REPLACE FUNCTION api.festivo_quitar(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
BEGIN
  PERFORM festivo_quitar(q, contexto, festivo_quitar.id);
  RETURN respuesta_quitada(NULL);
END
$$;
REVOKE ALL ON FUNCTION api.festivo_quitar(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.festivo_quitar(bytea, jsonb, bigint) TO cc_api;
