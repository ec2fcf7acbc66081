-- GET /centralitas/adaptadores: whether the caller may ask; cc-api adds what its adapters are. Returns: 200. Errors: CC401, CC403.
CREATE OR REPLACE FUNCTION api.centralita_adaptadores(credencial bytea, contexto jsonb) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  PERFORM autenticar(credencial, contexto, 'administrador', NULL);
  RETURN ROW(200, NULL, '{}'::json)::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.centralita_adaptadores(bytea, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.centralita_adaptadores(bytea, jsonb) TO cc_api;
