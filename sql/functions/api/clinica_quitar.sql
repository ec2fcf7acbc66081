-- DELETE /clinicas/:id: it is closed: its history stays.
-- Parameters: id. Returns: 200 `clinica` with activa=false. Errors: CC401, CC403, CC404, CC409.
-- Reads and writes: as cc.clinica_quitar.
CREATE OR REPLACE FUNCTION api.clinica_quitar(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  fila clinica := clinica_quitar(q, contexto, clinica_quitar.id);
BEGIN
  RETURN respuesta_quitada(CASE WHEN fila.id IS NOT NULL THEN clinica_json(fila) END);
END
$$;
REVOKE ALL ON FUNCTION api.clinica_quitar(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.clinica_quitar(bytea, jsonb, bigint) TO cc_api;
