-- GET /matriz/estados: matrix (a), event × state → action, read off the fold itself (cc.matriz_estados).
-- Returns: 200 {estados: [each state that was reached], eventos: [name], filas: [cc.matriz_estados]}. Errors: CC401, CC403.
-- Reads: nothing that is stored.
CREATE OR REPLACE FUNCTION api.matriz_estados(credencial bytea, contexto jsonb) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  matriz json;
BEGIN
  PERFORM autenticar(credencial, contexto, 'agente', 'config:leer');
  SELECT json_build_object('estados', json_agg(DISTINCT m.estado), 'eventos', (SELECT json_agg(s.evento) FROM matriz_sucesos() s),
    'filas', json_agg(m)) INTO matriz
  FROM matriz_estados() m;
  RETURN ROW(200, NULL, matriz)::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.matriz_estados(bytea, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.matriz_estados(bytea, jsonb) TO cc_api;
