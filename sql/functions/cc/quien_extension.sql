-- The telephone that a route changes, locked. Parameters: q, of cc.autenticar; id.
-- Returns: extension. Errors: CC404 not there, or of a clinic that is not the caller's. Reads: extension (FOR NO KEY UPDATE).
CREATE OR REPLACE FUNCTION cc.quien_extension(q cc.quien, id bigint) RETURNS cc.extension
LANGUAGE plpgsql AS $$
DECLARE
  fila extension;
BEGIN
  SELECT x.* INTO fila FROM extension x WHERE x.id = quien_extension.id AND x.clinica_id = ANY (q.clinicas) FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM problema('CC404', 'No existe esa extensión.');
  END IF;
  RETURN fila;
END
$$;
