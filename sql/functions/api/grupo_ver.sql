-- GET /grupo: the settings of my group. Returns: 200 `grupo`; ETag. Errors: CC401, CC403. Reads: grupo.
CREATE OR REPLACE FUNCTION api.grupo_ver(credencial bytea, contexto jsonb) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'config:leer');
BEGIN
  RETURN (SELECT respuesta_fila(200, grupo_json(g)) FROM grupo g WHERE g.id = q.grupo_id);
END
$$;
REVOKE ALL ON FUNCTION api.grupo_ver(bytea, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.grupo_ver(bytea, jsonb) TO cc_api;
