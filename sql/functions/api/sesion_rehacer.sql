-- At a login: the password's hash was made with parameters that are not ours any more, and the worker has made it anew.
-- Parameters: agente; de, the hash that was verified; a, the new one. Nothing happens when it was changed meanwhile. Writes: agente.
CREATE OR REPLACE FUNCTION api.sesion_rehacer(agente bigint, de text, a text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  UPDATE agente x SET clave_hash = sesion_rehacer.a WHERE x.id = sesion_rehacer.agente AND x.clave_hash = de;
END
$$;
REVOKE ALL ON FUNCTION api.sesion_rehacer(bigint, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.sesion_rehacer(bigint, text, text) TO cc_api;
