-- The queue that a route changes, locked. Parameters: q, of cc.autenticar; id.
-- Returns: cola. Errors: CC404 not there, or of a clinic that is not the caller's. Reads: cola (FOR NO KEY UPDATE).
CREATE OR REPLACE FUNCTION cc.quien_cola(q cc.quien, id bigint) RETURNS cc.cola
LANGUAGE plpgsql AS $$
DECLARE
  fila cola;
BEGIN
  SELECT x.* INTO fila FROM cola x WHERE x.id = quien_cola.id AND x.clinica_id = ANY (q.clinicas) FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM problema('CC404', 'No existe esa cola.');
  END IF;
  RETURN fila;
END
$$;
