-- How an attempt to deliver went. A 2xx is a delivery; a 410 retires the subscription; anything else is tried again by the
-- schedule of its class, or when the receiver asked for; the last failure leaves it `fallido`, to be replayed by a person. A
-- subscription to which nothing has got through for five days is paused.
-- Parameters: trabajo; estado_http, NULL when no answer came; motivo, why not, a code, NULL; ms, how long it took; espera_s,
--   Retry-After, 0 or NULL for none (six hours at most).
-- Returns: hecho, pendiente or muerto; NULL when it was nobody's any more. Errors: none.
-- Writes: suscripcion_envio, suscripcion, salida, trabajo, auditoria, evento, flujo.
CREATE OR REPLACE FUNCTION api.envio_resultado(trabajo bigint, estado_http int, motivo text, ms int, espera_s int) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  bien constant boolean := coalesce(envio_resultado.estado_http BETWEEN 200 AND 299, false);
  codigo constant text := coalesce(envio_resultado.motivo, 'http_' || envio_resultado.estado_http);
  esperar constant int := nullif(least(envio_resultado.espera_s, 21600), 0);
  e suscripcion_envio;
  s suscripcion;
  queda text;
BEGIN
  UPDATE suscripcion_envio x SET intentos = x.intentos + 1, ultimo = ahora(), estado_http = envio_resultado.estado_http,
    motivo = CASE WHEN bien THEN NULL ELSE codigo END, ms = envio_resultado.ms,
    estado = CASE WHEN bien THEN 'entregado' ELSE x.estado END
  FROM trabajo t
  WHERE t.id = envio_resultado.trabajo AND t.estado = 'enviando' AND x.id = (t.datos ->> 'envio_id')::bigint
  RETURNING x.* INTO e;
  IF e.id IS NULL THEN
    PERFORM trabajo_terminar(envio_resultado.trabajo);
    RETURN NULL;
  ELSIF bien THEN
    UPDATE suscripcion x SET fallando = NULL WHERE x.id = e.suscripcion_id AND x.fallando IS NOT NULL;
    PERFORM trabajo_terminar(envio_resultado.trabajo);
    PERFORM salida_bien('suscripcion ' || e.suscripcion_id);
    RETURN 'hecho';
  END IF;
  UPDATE suscripcion x SET fallando = ahora() WHERE x.id = e.suscripcion_id AND x.fallando IS NULL;
  SELECT x.* INTO s FROM suscripcion x WHERE x.id = e.suscripcion_id;
  queda := trabajo_fallar(envio_resultado.trabajo, codigo, esperar);
  IF queda = 'muerto' THEN
    UPDATE suscripcion_envio x SET estado = 'fallido' WHERE x.id = e.id;
  END IF;
  PERFORM salida_mal('suscripcion ' || s.id, s.grupo_id, codigo, esperar);
  IF envio_resultado.estado_http = 410 OR s.fallando < ahora() - interval '5 days' THEN
    PERFORM suscripcion_pausar(s.id, CASE envio_resultado.estado_http WHEN 410 THEN 'retirada' ELSE 'fallos' END);
  END IF;
  RETURN queda;
END
$$;
REVOKE ALL ON FUNCTION api.envio_resultado(bigint, int, text, int, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.envio_resultado(bigint, int, text, int, int) TO cc_jobs;
