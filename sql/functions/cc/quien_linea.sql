-- The line that a route changes, locked after its clinic: which line a clinic prefers is one question at a time.
-- Parameters: q, of cc.autenticar; id. Returns: linea. Errors: CC404 not there, or of a clinic that is not the caller's.
-- Reads: clinica, linea (FOR NO KEY UPDATE).
CREATE OR REPLACE FUNCTION cc.quien_linea(q cc.quien, id bigint) RETURNS cc.linea
LANGUAGE plpgsql AS $$
DECLARE
  fila linea;
BEGIN
  PERFORM FROM clinica c
  WHERE c.id = (SELECT x.clinica_id FROM linea x WHERE x.id = quien_linea.id AND x.clinica_id = ANY (q.clinicas))
  FOR NO KEY UPDATE;
  SELECT x.* INTO fila FROM linea x WHERE x.id = quien_linea.id AND x.clinica_id = ANY (q.clinicas) FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM problema('CC404', 'No existe esa línea.');
  END IF;
  RETURN fila;
END
$$;
