-- What cc-jobs does before it makes a delivery: it is marked as being sent, and told what to send. To be committed before it is
-- sent. Sending it twice is harmless: its receiver knows it by its id.
-- Parameters: trabajo, id of a claimed job of class enviar.
-- Returns: (suscripcion, url, red_privada, mensaje, cuerpo, secretos: sealed, in hexadecimal, separated by spaces, each of
--   which signs). No row: nothing to do any more (it has arrived, or its subscription is gone or paused), the job is ended.
-- Errors: none. Reads: suscripcion, suscripcion_envio. Writes: trabajo.
CREATE OR REPLACE FUNCTION api.envio_preparar(trabajo bigint)
RETURNS TABLE (suscripcion bigint, url text, red_privada boolean, mensaje text, cuerpo text, secretos text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH enviando AS (
    UPDATE trabajo t SET estado = 'enviando'
    FROM suscripcion_envio e JOIN suscripcion s ON s.id = e.suscripcion_id
    WHERE t.id = envio_preparar.trabajo AND t.estado IN ('tomado', 'enviando') AND e.id = (t.datos ->> 'envio_id')::bigint
      AND e.estado = 'pendiente' AND (s.pausa IS NULL OR e.evento = 'prueba')
    RETURNING s.id, s.url, s.red_privada, e.mensaje, e.cuerpo, s.secretos, s.rotada)
  SELECT v.id, v.url, v.red_privada, v.mensaje, v.cuerpo, array_to_string(ARRAY(
    SELECT encode(x, 'hex') FROM unnest(v.secretos) WITH ORDINALITY u (x, n)
    WHERE u.n = 1 OR v.rotada > ahora() - suscripcion_gracia()), ' ')
  FROM enviando v;
  IF NOT FOUND THEN
    PERFORM trabajo_terminar(envio_preparar.trabajo);
  END IF;
END
$$;
REVOKE ALL ON FUNCTION api.envio_preparar(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.envio_preparar(bigint) TO cc_jobs;
