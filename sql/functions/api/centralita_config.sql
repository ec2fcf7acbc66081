-- What a worker must know of a PBX to verify and read its deliveries; it keeps it until api.evento_pbx says CC419.
-- Parameters: publico, the opaque id of the webhook's address. Returns: one row, or none when it is nobody's. Errors: none.
-- Reads: centralita.
CREATE OR REPLACE FUNCTION api.centralita_config(publico text)
RETURNS TABLE (id bigint, version int, adaptador text, secretos bytea[], zona text, ajustes jsonb, activa boolean)
LANGUAGE plpgsql STABLE ROWS 1 SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT c.id, c.version, c.adaptador, c.secretos, c.zona, c.ajustes, c.activa
  FROM centralita c WHERE c.publico = centralita_config.publico;
END $$;
REVOKE ALL ON FUNCTION api.centralita_config(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.centralita_config(text) TO cc_api;
