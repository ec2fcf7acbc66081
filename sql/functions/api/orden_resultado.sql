-- What became of an order that was sent: the order and its job end, what it means for the call takes effect, and the agent's
-- tabs are told.
-- Parameters: trabajo; resultado: aceptada, rechazada, incierta, or reintentar (certainly not taken: the job comes back
--   after the waits of its class, as long as the order is young enough; then it is refused); motivo, a word of cc.orden_motivo, NULL or ''
--   for none; ids, the PBX's ({"llamada": …}), NULL for none.
-- Errors: 22023 a resultado or motivo that is none of these. Reads: trabajo. Writes: orden, trabajo, and as cc.orden_terminar.
CREATE OR REPLACE FUNCTION api.orden_resultado(trabajo bigint, resultado text, motivo text, ids jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  o cc.orden;
  porque constant text := nullif(motivo, '');
  espera interval;                  -- before the next attempt, NULL when there have been enough
BEGIN
  IF resultado NOT IN ('aceptada', 'rechazada', 'incierta', 'reintentar')
     OR porque IS NOT NULL AND NOT EXISTS (SELECT FROM orden_motivo() m WHERE m.motivo = porque) THEN
    RAISE EXCEPTION 'no order ends as % (%)', resultado, porque USING ERRCODE = '22023';
  END IF;
  o := orden_bloquear(trabajo, ids ->> 'llamada');
  IF o.id IS NULL OR o.estado NOT IN ('pedida', 'enviando') THEN
    PERFORM trabajo_terminar(trabajo);
    RETURN;
  END IF;
  IF resultado = 'reintentar' THEN
    espera := (SELECT (trabajo_esperas(t.clase))[t.intentos] FROM trabajo t WHERE t.id = orden_resultado.trabajo);
    IF o.creada > ahora() + espera - orden_plazo() THEN
      UPDATE orden x SET estado = 'pedida', enviada = NULL WHERE x.id = o.id;
      PERFORM trabajo_fallar(trabajo, porque, NULL);
      RETURN;
    END IF;
    resultado := 'rechazada';
  END IF;
  PERFORM orden_terminar(o, trabajo, resultado, porque, ids);
END
$$;
REVOKE ALL ON FUNCTION api.orden_resultado(bigint, text, text, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.orden_resultado(bigint, text, text, jsonb) TO cc_jobs, cc_pbxlink;
