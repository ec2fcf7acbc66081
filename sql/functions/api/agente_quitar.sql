-- DELETE /agentes/:id: somebody has left. Parameters: id. Returns: 200 `agente` with activo=false.
-- Errors: CC401, CC403, and those of cc.agente_editar. Reads and writes: as cc.agente_quitar.
CREATE OR REPLACE FUNCTION api.agente_quitar(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  a agente := agente_quitar(q, contexto, agente_quitar.id);
BEGIN
  RETURN respuesta_fila(200, agente_json(q, a, (SELECT e.entrada FROM agentes_entradas(ARRAY[a.id]) e)));
END
$$;
REVOKE ALL ON FUNCTION api.agente_quitar(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.agente_quitar(bytea, jsonb, bigint) TO cc_api;
