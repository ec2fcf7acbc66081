-- GET /sesion: who I am, where I work, where I can sit.
-- Returns: 200 `sesion`. Errors: CC401. Reads: what cc.sesion_json reads. Writes: nothing.
CREATE OR REPLACE FUNCTION api.sesion_ver(credencial bytea, contexto jsonb) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, NULL, NULL);
BEGIN
  RETURN ROW(200, NULL, sesion_json(q.sesion_id))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.sesion_ver(bytea, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.sesion_ver(bytea, jsonb) TO cc_api;
