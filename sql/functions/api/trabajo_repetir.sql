-- POST /trabajos/:id/repetir: a dead job is tried again.
-- Parameters: id; contexto (`idempotencia`). Returns: 202 `trabajo`. Errors: CC401, CC403; CC404; CC409 it is not dead, or an order
--   to a PBX, which is not repeated. Writes: trabajo, suscripcion_envio, auditoria, idempotencia.
CREATE OR REPLACE FUNCTION api.trabajo_repetir(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', NULL);
  r api.respuesta := idempotencia_buscar(q, contexto);
  t trabajo;
  vivo trabajo;
BEGIN
  IF r.estado IS NOT NULL THEN
    RETURN r;
  END IF;
  SELECT x.* INTO t FROM trabajo x WHERE x.id = trabajo_repetir.id AND x.grupo_id = q.grupo_id FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM problema('CC404', 'No existe ese trabajo.');
  END IF;
  vivo := cc.trabajo_repetir(t);
  IF vivo.id IS NULL THEN
    PERFORM problema('CC409', CASE t.estado WHEN 'muerto' THEN 'Una orden a una centralita no se repite: vuelva a pedirla.'
                              ELSE 'Solo se repite lo que se ha dado por perdido.' END);
  END IF;
  PERFORM quien_audita(q, contexto, 'trabajo.repetir', 'trabajo', t.id, jsonb_build_object('clase', t.clase));
  RETURN idempotencia_guardar(q, contexto, ROW(202, NULL, trabajo_json(vivo))::api.respuesta);
END
$$;
REVOKE ALL ON FUNCTION api.trabajo_repetir(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.trabajo_repetir(bytea, jsonb, bigint) TO cc_api;
