-- The order that a job is about, locked; before it the call, as everybody does: calls, orders, jobs, flows.
-- Parameters: trabajo, id of the job, claimed or being sent; otra, the PBX's id of the call where it has just said one: the two
--   are one call from then on. Returns: the order, NULLs when the job is nobody's any more.
-- Reads: trabajo, orden (FOR UPDATE), llamada. Writes: llamada_id (by cc.componente_bloquear).
CREATE OR REPLACE FUNCTION cc.orden_bloquear(trabajo bigint, otra text DEFAULT NULL) RETURNS cc.orden
LANGUAGE plpgsql AS $$
DECLARE
  o cc.orden;
BEGIN
  SELECT x.* INTO o FROM trabajo t JOIN orden x ON x.id = (t.datos ->> 'orden_id')::bigint
  WHERE t.id = orden_bloquear.trabajo AND t.estado IN ('tomado', 'enviando');
  IF NOT FOUND THEN
    RETURN NULL;
  ELSIF otra <> '' AND o.clase = 'originar' THEN
    PERFORM componente_bloquear(o.centralita_id, ARRAY[o.peticion, otra], ARRAY[o.peticion], ARRAY[otra]);
  ELSE
    PERFORM llamada_bloquear(o.llamada_id);
  END IF;
  SELECT x.* INTO o FROM orden x WHERE x.id = o.id FOR UPDATE;
  RETURN o;
END
$$;
