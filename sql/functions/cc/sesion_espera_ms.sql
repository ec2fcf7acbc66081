-- How long until the next attempt to log in is looked at. Failures are forgotten after an hour without one.
-- Parameters: fallos, in a row; ultimo, when the last was. Either may be NULL: none. Returns: ms, 0 when at once.
CREATE OR REPLACE FUNCTION cc.sesion_espera_ms(fallos int, ultimo timestamptz) RETURNS int
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF fallos < 3 OR ultimo < ahora() - interval '1 hour' OR fallos IS NULL OR ultimo IS NULL THEN
    RETURN 0;
  END IF;
  RETURN greatest(0, least(8000, 1000 * 2 ^ least(fallos - 3, 3)) - 1000 * extract(epoch FROM ahora() - ultimo))::int;
END
$$;
