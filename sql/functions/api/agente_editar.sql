-- PATCH /agentes/:id: their name, language and roles; gone or back.
-- Parameters: id; contexto (`si_coincide`); cuerpo, of cc.agente_editar. Returns: 200 `agente`; ETag.
-- Errors: CC401, CC403, and those of cc.agente_editar. Reads and writes: as cc.agente_editar.
CREATE OR REPLACE FUNCTION api.agente_editar(credencial bytea, contexto jsonb, id bigint, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  a agente := agente_editar(q, contexto, agente_editar.id, cuerpo);
BEGIN
  RETURN respuesta_fila(200, agente_json(q, a, (SELECT e.entrada FROM agentes_entradas(ARRAY[a.id]) e)));
END
$$;
REVOKE ALL ON FUNCTION api.agente_editar(bytea, jsonb, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.agente_editar(bytea, jsonb, bigint, jsonb) TO cc_api;
