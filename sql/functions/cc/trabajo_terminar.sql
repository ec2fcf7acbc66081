-- Ends a job that went well, and arms its next turn when it is a recurring one. A job that was asked for again while it
-- was being done stays open.
-- Parameters: trabajo, its id. Returns: whether it ended. Errors: none.
-- Reads: –. Writes: trabajo.
CREATE OR REPLACE FUNCTION cc.trabajo_terminar(trabajo bigint) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  de_clase text;
BEGIN
  UPDATE trabajo t SET estado = 'hecho', terminado = ahora(), motivo = NULL
  WHERE t.id = trabajo_terminar.trabajo AND t.estado IN ('tomado', 'enviando')
  RETURNING t.clase INTO de_clase;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM trabajo_rearmar(de_clase, false);
  RETURN true;
END
$$;
