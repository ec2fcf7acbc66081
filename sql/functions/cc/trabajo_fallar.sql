-- A job did not go well: it is tried again after the waits of its class (cc.trabajo_esperas), a fifth more or less so that
-- what failed together does not come back together, and then it is dead, with its reason. A recurring job that dies leaves
-- its body and begins anew; a message that can no longer be fetched is `fallida`.
-- Parameters: trabajo, its id; motivo, for the administrator, without personal data; espera_s, instead of the wait
--   above (a remote's Retry-After: a tenth more, never less), NULL for that; en_vano, whether to try again is
--   pointless: it is dead at once.
-- Returns: its new state, NULL when it was nobody's any more. Errors: none.
-- Reads: –. Writes: trabajo, grabacion.
CREATE OR REPLACE FUNCTION cc.trabajo_fallar(trabajo bigint, motivo text, espera_s int, en_vano boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  de_clase text;
  de_datos jsonb;
  queda text;
BEGIN
  UPDATE trabajo t SET motivo = left(trabajo_fallar.motivo, 400),
    estado = CASE WHEN en_vano OR t.intentos > cardinality(e.esperas) THEN 'muerto' ELSE 'pendiente' END,
    vence = ahora() + coalesce(make_interval(secs => espera_s * (1 + 0.1 * random())),
                               e.esperas[greatest(t.intentos, 1)] * (0.8 + 0.4 * random()), interval '0'),
    terminado = CASE WHEN en_vano OR t.intentos > cardinality(e.esperas) THEN ahora() END
  FROM trabajo x CROSS JOIN LATERAL trabajo_esperas(x.clase) e (esperas)
  WHERE t.id = trabajo_fallar.trabajo AND x.id = t.id AND t.estado IN ('tomado', 'enviando')
  RETURNING t.clase, t.datos, t.estado INTO de_clase, de_datos, queda;
  IF queda = 'muerto' THEN
    PERFORM trabajo_rearmar(de_clase, false);
    UPDATE grabacion g SET estado = 'fallida', motivo = left(trabajo_fallar.motivo, 400)
    WHERE de_clase = 'grabacion_traer' AND g.id = (de_datos ->> 'grabacion_id')::bigint AND g.estado = 'pendiente';
  END IF;
  RETURN queda;
END
$$;
