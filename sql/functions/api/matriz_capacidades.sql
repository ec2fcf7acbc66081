-- GET /matriz/capacidades: the group's PBXs and what speaks for each; cc-api adds what each adapter can do (matrix (c)).
-- Returns: 200 [{id, nombre, adaptador}]. Errors: CC401, CC403. Reads: centralita.
CREATE OR REPLACE FUNCTION api.matriz_capacidades(credencial bytea, contexto jsonb) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'config:leer');
BEGIN
  RETURN ROW(200, NULL, (
    SELECT coalesce(json_agg(json_build_object('id', c.id, 'nombre', c.nombre, 'adaptador', c.adaptador) ORDER BY c.id), '[]')
    FROM centralita c
    WHERE c.grupo_id = q.grupo_id AND c.activa AND (c.clinica_id = ANY (q.clinicas)
      OR EXISTS (SELECT FROM extension e WHERE e.centralita_id = c.id AND e.clinica_id = ANY (q.clinicas)))))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.matriz_capacidades(bytea, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.matriz_capacidades(bytea, jsonb) TO cc_api;
