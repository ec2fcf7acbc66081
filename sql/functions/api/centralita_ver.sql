-- GET /centralitas/:id. Parameters: id. Returns: 200 `centralita`; ETag. Errors: CC401, CC403, CC404.
-- Reads: centralita, centralita_salud.
CREATE OR REPLACE FUNCTION api.centralita_ver(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', NULL);
  c centralita := quien_centralita(q, centralita_ver.id, false);
BEGIN
  RETURN ROW(200, jsonb_build_object('ETag', format('"%s"', c.version)), centralita_json(c.id))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.centralita_ver(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.centralita_ver(bytea, jsonb, bigint) TO cc_api;
