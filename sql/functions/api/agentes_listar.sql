-- GET /agentes: who works in my clinics, by name. Parameters: clinica_id; todos (true: those who have left as well).
-- Returns: 200 {elementos: [agente]}. Errors: CC401, CC403, CC404 not a clinic of mine. Reads: agente, sesion, what cc.agente_json reads.
CREATE OR REPLACE FUNCTION api.agentes_listar(credencial bytea, contexto jsonb, clinica_id bigint, todos boolean) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'supervisor', 'config:leer');
  mias bigint[] := quien_clinicas(q, clinica_id);
  suyos bigint[];
BEGIN
  suyos := ARRAY(
    SELECT a.id FROM agente a
    WHERE a.grupo_id = q.grupo_id AND (a.activo OR todos)
      AND EXISTS (SELECT FROM agente_clinica ac WHERE ac.agente_id = a.id AND ac.clinica_id = ANY (mias)));
  RETURN respuesta_lista((
    SELECT json_agg(agente_json(q, a, e.entrada) ORDER BY a.nombre, a.id)
    FROM agente a LEFT JOIN agentes_entradas(suyos) e ON e.agente_id = a.id
    WHERE a.id = ANY (suyos)));
END
$$;
REVOKE ALL ON FUNCTION api.agentes_listar(bytea, jsonb, bigint, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.agentes_listar(bytea, jsonb, bigint, boolean) TO cc_api;
