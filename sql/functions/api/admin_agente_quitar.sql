-- Somebody has left: logged out at once, and in no list any more. Nobody is deleted.
-- Parameters: argumentos {usuario}. Returns: `agente`. Errors: those of cc.agente_editar. Reads and writes: as cc.agente_quitar.
CREATE OR REPLACE FUNCTION api.admin_agente_quitar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  a agente := admin_agente(argumentos);
  q quien := admin_quien(a.grupo_id);
BEGIN
  a := agente_quitar(q, '{}', a.id);
  RETURN agente_json(q, a, (SELECT e.entrada FROM agentes_entradas(ARRAY[a.id]) e));
END
$$;
REVOKE ALL ON FUNCTION api.admin_agente_quitar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_agente_quitar(jsonb) TO cc_admin;
