-- DELETE /tipificaciones/:id: one that calls have stays, out of use.
-- Parameters: id. Returns: 204; 200 `tipificacion` with activa=false, when it stays. Errors: CC401, CC403, CC404.
-- Reads and writes: as cc.tipificacion_quitar.
CREATE OR REPLACE FUNCTION api.tipificacion_quitar(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  fila tipificacion := tipificacion_quitar(q, contexto, tipificacion_quitar.id);
BEGIN
  RETURN respuesta_quitada(CASE WHEN fila.id IS NOT NULL THEN tipificacion_json(fila) END);
END
$$;
REVOKE ALL ON FUNCTION api.tipificacion_quitar(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.tipificacion_quitar(bytea, jsonb, bigint) TO cc_api;
