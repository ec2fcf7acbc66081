-- PUT /sesion/clave, first half: against which password is the one that I say I have to be held? As api.sesion_buscar, for whoever is
-- logged in: guessing it at an open screen is slowed down as it is at the login.
-- Returns: estado 200 (verify against clave_hash), 409 (there is no password), 429 (try again after espera_ms); usuario.
-- Errors: CC401. Reads: agente.
CREATE OR REPLACE FUNCTION api.sesion_clave_ver(credencial bytea, contexto jsonb,
  OUT estado int, OUT usuario text, OUT clave_hash text, OUT espera_ms int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, NULL, NULL);
BEGIN
  SELECT a.usuario, a.clave_hash, sesion_espera_ms(a.fallos, a.fallo_ultimo) INTO usuario, clave_hash, espera_ms
  FROM agente a WHERE a.id = q.agente_id;
  estado := CASE WHEN clave_hash IS NULL THEN 409 WHEN espera_ms > 0 THEN 429 ELSE 200 END;
END
$$;
REVOKE ALL ON FUNCTION api.sesion_clave_ver(bytea, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.sesion_clave_ver(bytea, jsonb) TO cc_api;
