-- A job did not go well: it is tried again after 1 s, 5 s, 30 s, 5 min and 1 h, and then it is dead, with its reason. A
-- recurring job that dies leaves its body and begins anew.
-- Parameters: trabajo, its id; motivo, for the administrator, without personal data; espera_s, instead of the wait
--   above (a remote's Retry-After), NULL for that.
-- Returns: its new state, NULL when it was nobody's any more. Errors: none.
-- Reads: –. Writes: trabajo.
CREATE OR REPLACE FUNCTION cc.trabajo_fallar(trabajo bigint, motivo text, espera_s int) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  esperas CONSTANT int[] := ARRAY[1, 5, 30, 300, 3600];
  de_clase text;
  queda text;
BEGIN
  UPDATE trabajo t SET motivo = left(trabajo_fallar.motivo, 400),
    estado = CASE WHEN t.intentos > cardinality(esperas) THEN 'muerto' ELSE 'pendiente' END,
    vence = ahora() + make_interval(secs => coalesce(espera_s, esperas[greatest(t.intentos, 1)], 0)),
    terminado = CASE WHEN t.intentos > cardinality(esperas) THEN ahora() END
  WHERE t.id = trabajo_fallar.trabajo AND t.estado IN ('tomado', 'enviando')
  RETURNING t.clase, t.estado INTO de_clase, queda;
  IF queda = 'muerto' THEN
    PERFORM trabajo_rearmar(de_clase, false);
  END IF;
  RETURN queda;
END
$$;
