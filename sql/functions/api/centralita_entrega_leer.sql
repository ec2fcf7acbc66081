-- The first half of POST /centralitas/:id/entregas/:entrega/repetir: what the worker must know to read it again.
-- Parameters: id; entrega. Returns: 200, for the worker (cc.entrega_leer). Errors: CC401, CC403, CC404, CC409.
-- Reads: evento_pbx, centralita.
CREATE OR REPLACE FUNCTION api.centralita_entrega_leer(credencial bytea, contexto jsonb, id bigint, entrega bigint)
RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', NULL);
  c centralita := quien_centralita(q, centralita_entrega_leer.id, false);
BEGIN
  RETURN ROW(200, NULL, entrega_leer(c, entrega_de(c, entrega)))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.centralita_entrega_leer(bytea, jsonb, bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.centralita_entrega_leer(bytea, jsonb, bigint, bigint) TO cc_api;
