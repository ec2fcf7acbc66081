-- The order that a job is about, locked; before it the call, as everybody does: calls, orders, jobs, flows.
-- Parameters: trabajo, id of the job, claimed or being sent. Returns: the order, NULLs when the job is nobody's any more.
-- Reads: trabajo, orden (FOR UPDATE), llamada, llamada_id.
CREATE OR REPLACE FUNCTION cc.orden_bloquear(trabajo bigint) RETURNS cc.orden
LANGUAGE plpgsql AS $$
DECLARE
  o cc.orden;
BEGIN
  SELECT x.* INTO o FROM trabajo t JOIN orden x ON x.id = (t.datos ->> 'orden_id')::bigint
  WHERE t.id = orden_bloquear.trabajo AND t.estado IN ('tomado', 'enviando');
  IF FOUND THEN
    PERFORM llamada_bloquear(o.llamada_id);
    SELECT x.* INTO o FROM orden x WHERE x.id = o.id FOR UPDATE;
  END IF;
  RETURN o;
END
$$;
