-- POST /suscripciones/:id/repetir: delivers again, with the same webhook-id: one delivery, or those since a moment that have not
-- arrived (with `todas`, also those that have). What waits already is sent now.
-- Parameters: id; cuerpo {envio_id} or {desde, todas}; contexto (`idempotencia`).
-- Returns: 202 {repetidas: <how many>}, 10,000 at most. Errors: CC401, CC403; CC404 the subscription or delivery; CC409 it is paused; CC422.
-- Writes: suscripcion_envio, salida, trabajo, auditoria, idempotencia.
CREATE OR REPLACE FUNCTION api.envios_repetir(credencial bytea, contexto jsonb, id bigint, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'suscripciones:escribir');
  r api.respuesta := idempotencia_buscar(q, contexto);
  s suscripcion;
  cuantas int;
BEGIN
  IF r.estado IS NOT NULL THEN
    RETURN r;
  END IF;
  s := quien_suscripcion(q, envios_repetir.id, true);
  IF (cuerpo ->> 'envio_id' IS NULL) = (cuerpo ->> 'desde' IS NULL) THEN
    PERFORM problema_campo('desde', 'Diga un envío (envio_id) o un momento (desde), y solo uno de los dos.');
  ELSIF s.pausa IS NOT NULL THEN
    PERFORM problema('CC409', 'La suscripción está en pausa: reanúdela y se enviará lo que espera.');
  END IF;
  WITH elegida AS (
    SELECT e.id FROM suscripcion_envio e
    WHERE e.suscripcion_id = s.id AND CASE WHEN cuerpo ->> 'envio_id' IS NOT NULL THEN e.id = (cuerpo ->> 'envio_id')::bigint
      ELSE e.creada >= (cuerpo ->> 'desde')::timestamptz AND (e.estado <> 'entregado' OR coalesce((cuerpo ->> 'todas')::boolean, false)) END
    ORDER BY e.id LIMIT 10000
    FOR NO KEY UPDATE
  ), puesta AS (
    UPDATE suscripcion_envio e SET estado = 'pendiente' FROM elegida x WHERE e.id = x.id RETURNING e.id
  ), armada AS (
    SELECT suscripcion_armar(s, p.id) FROM puesta p ORDER BY p.id)
  SELECT count(*) INTO cuantas FROM armada;
  IF cuantas = 0 AND cuerpo ->> 'envio_id' IS NOT NULL THEN
    PERFORM problema_campo('envio_id', 'No existe ese envío.', 'CC404');
  END IF;
  PERFORM salida_bien('suscripcion ' || s.id);
  PERFORM quien_audita(q, contexto, 'suscripcion.repetir', 'suscripcion', s.id, jsonb_build_object('envios', cuantas));
  RETURN idempotencia_guardar(q, contexto, ROW(202, NULL, json_build_object('repetidas', cuantas))::api.respuesta);
END
$$;
REVOKE ALL ON FUNCTION api.envios_repetir(bytea, jsonb, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.envios_repetir(bytea, jsonb, bigint, jsonb) TO cc_api;
