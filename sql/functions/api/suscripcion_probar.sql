-- POST /suscripciones/:id/prueba: sends it an event of type `prueba`, also while it is paused.
-- Parameters: id; contexto (`idempotencia`). Returns: 202 `envio`. Errors: CC401, CC403, CC404.
-- Writes: suscripcion_envio, trabajo, auditoria, idempotencia.
CREATE OR REPLACE FUNCTION api.suscripcion_probar(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'suscripciones:escribir');
  r api.respuesta := idempotencia_buscar(q, contexto);
  s suscripcion;
  e suscripcion_envio;
  nueva bigint;
BEGIN
  IF r.estado IS NOT NULL THEN
    RETURN r;
  END IF;
  s := quien_suscripcion(q, suscripcion_probar.id, false);
  nueva := suscripcion_enviar(s.id, 'msg_' || replace(gen_random_uuid()::text, '-', ''), 'prueba',
    json_build_object('type', 'prueba', 'timestamp', ahora(), 'data', json_build_object('suscripcion_id', s.id))::text);
  IF s.pausa IS NOT NULL THEN
    PERFORM suscripcion_armar(s, nueva);
  END IF;
  SELECT x.* INTO e FROM suscripcion_envio x WHERE x.id = nueva;
  PERFORM quien_audita(q, contexto, 'suscripcion.probar', 'suscripcion', s.id);
  RETURN idempotencia_guardar(q, contexto, ROW(202, NULL, envio_json(e))::api.respuesta);
END
$$;
REVOKE ALL ON FUNCTION api.suscripcion_probar(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.suscripcion_probar(bytea, jsonb, bigint) TO cc_api;
