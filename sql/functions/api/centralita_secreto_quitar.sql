-- DELETE /centralitas/:id/secretos/anterior: from now on only the newest secret counts.
-- Parameters: id. Returns: 200 `centralita`; ETag. Errors: CC401, CC403, CC404; CC409 there is only one.
-- Reads and writes: centralita. Writes: auditoria.
CREATE OR REPLACE FUNCTION api.centralita_secreto_quitar(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', NULL);
  c centralita := quien_centralita(q, centralita_secreto_quitar.id, true);
BEGIN
  IF cardinality(c.secretos) < 2 THEN
    PERFORM problema('CC409', 'La centralita solo tiene un secreto: cree otro antes de quitar este.');
  END IF;
  UPDATE centralita x SET version = x.version + 1, secretos = x.secretos[1:1] WHERE x.id = c.id RETURNING x.* INTO c;
  PERFORM quien_audita(q, contexto, 'centralita.secreto_quitar', 'centralita', c.id);
  RETURN ROW(200, jsonb_build_object('ETag', format('"%s"', c.version)), centralita_json(c.id))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.centralita_secreto_quitar(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.centralita_secreto_quitar(bytea, jsonb, bigint) TO cc_api;
