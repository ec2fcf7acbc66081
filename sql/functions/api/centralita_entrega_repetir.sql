-- POST /centralitas/:id/entregas/:entrega/repetir, after the worker has read it again with today's adapter and settings.
-- Parameters: id; entrega; version, of the configuration it was read by; eventos, motivo: as api.evento_pbx.
-- Returns: 200 `entrega`. Errors: CC401, CC403, CC404, CC409; CC419 the configuration has changed meanwhile.
-- Reads: centralita. Writes: auditoria, and as cc.entrega_repetir.
CREATE OR REPLACE FUNCTION api.centralita_entrega_repetir(credencial bytea, contexto jsonb, id bigint, entrega bigint, version int,
  eventos jsonb, motivo text) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', NULL);
  c centralita := quien_centralita(q, centralita_entrega_repetir.id, false);
  e evento_pbx := entrega_de(c, entrega);
BEGIN
  IF c.version <> centralita_entrega_repetir.version THEN
    RAISE EXCEPTION 'La configuración de la centralita ha cambiado' USING ERRCODE = 'CC419';
  END IF;
  PERFORM quien_audita(q, contexto, 'centralita.repetir', 'centralita', c.id, jsonb_build_object('entrega', e.id));
  RETURN ROW(200, NULL, entrega_json(entrega_repetir(c, e, eventos, motivo)))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.centralita_entrega_repetir(bytea, jsonb, bigint, bigint, int, jsonb, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.centralita_entrega_repetir(bytea, jsonb, bigint, bigint, int, jsonb, text) TO cc_api;
