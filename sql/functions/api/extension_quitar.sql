-- DELETE /extensiones/:id: one that somebody sat at or that rang stays, out of use.
-- Parameters: id. Returns: 204; 200 `extension` with activa=false, when it stays. Errors: CC401, CC403, CC404.
-- Reads and writes: as cc.extension_quitar.
CREATE OR REPLACE FUNCTION api.extension_quitar(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  fila extension := extension_quitar(q, contexto, extension_quitar.id);
BEGIN
  RETURN respuesta_quitada(CASE WHEN fila.id IS NOT NULL THEN extension_json(fila) END);
END
$$;
REVOKE ALL ON FUNCTION api.extension_quitar(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.extension_quitar(bytea, jsonb, bigint) TO cc_api;
