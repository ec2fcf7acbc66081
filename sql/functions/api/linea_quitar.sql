-- DELETE /lineas/:id: a line that calls refer to stays, out of use.
-- Parameters: id. Returns: 204; 200 `linea` with activa=false, when it stays. Errors: CC401, CC403, CC404.
-- Reads and writes: as cc.linea_quitar.
CREATE OR REPLACE FUNCTION api.linea_quitar(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  fila linea := linea_quitar(q, contexto, linea_quitar.id);
BEGIN
  RETURN respuesta_quitada(CASE WHEN fila.id IS NOT NULL THEN linea_json(fila) END);
END
$$;
REVOKE ALL ON FUNCTION api.linea_quitar(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.linea_quitar(bytea, jsonb, bigint) TO cc_api;
