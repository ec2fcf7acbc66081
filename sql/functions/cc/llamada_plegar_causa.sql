-- The stronger of two Q.850 causes said of one leg (CALL MODEL §4): 26 > 17 > 21 > 18-20 > others > 16 > 127, 0. Of two that
-- are equally strong, the first said.
-- Parameters: antes, ahora; NULL says nothing. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamada_plegar_causa(antes int, ahora int) RETURNS int
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  fuerzas constant int[] := '{127, 0, 16, -1, 18, 19, 20, 21, 17, 26}'; -- weakest first; -1: the others
BEGIN
  IF antes IS NULL OR ahora IS NULL THEN
    RETURN coalesce(antes, ahora);
  ELSIF antes BETWEEN 18 AND 20 AND ahora BETWEEN 18 AND 20 OR antes IN (0, 127) AND ahora IN (0, 127) THEN
    RETURN antes;
  END IF;
  RETURN CASE WHEN coalesce(array_position(fuerzas, ahora), array_position(fuerzas, -1))
                 > coalesce(array_position(fuerzas, antes), array_position(fuerzas, -1)) THEN ahora ELSE antes END;
END $$;
