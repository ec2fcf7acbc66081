-- The message that a job fetches, its call locked, as everybody does: calls, follow-ups, jobs, flows.
-- Parameters: trabajo, id of the job, claimed or being done.
-- Returns: grabacion, its audio not read; NULLs when the job is nobody's any more, or the message went with its call.
-- Reads: trabajo, grabacion, llamada (FOR NO KEY UPDATE).
CREATE OR REPLACE FUNCTION cc.grabacion_bloquear(trabajo bigint) RETURNS cc.grabacion
LANGUAGE plpgsql AS $$
DECLARE
  suya bigint;
  g grabacion;
BEGIN
  LOOP
    SELECT x.* INTO g FROM trabajo t JOIN grabacion x ON x.id = (t.datos ->> 'grabacion_id')::bigint
    WHERE t.id = grabacion_bloquear.trabajo AND t.clase = 'grabacion_traer' AND t.estado IN ('tomado', 'enviando');
    EXIT WHEN NOT FOUND OR g.llamada_id = suya;
    suya := g.llamada_id;
    PERFORM FROM llamada l WHERE l.id = suya FOR NO KEY UPDATE; -- meanwhile it may have become part of another
  END LOOP;
  RETURN g;
END
$$;
