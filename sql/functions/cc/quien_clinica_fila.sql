-- The clinic that a route changes, locked. Parameters: q, of cc.autenticar; id.
-- Returns: clinica. Errors: CC404 not one of the caller's. Reads: clinica (FOR NO KEY UPDATE).
CREATE OR REPLACE FUNCTION cc.quien_clinica_fila(q cc.quien, id bigint) RETURNS cc.clinica
LANGUAGE plpgsql AS $$
DECLARE
  fila clinica;
BEGIN
  SELECT c.* INTO fila FROM clinica c WHERE c.id = quien_clinica_fila.id AND c.id = ANY (q.clinicas) FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM problema('CC404', 'No existe esa clínica.');
  END IF;
  RETURN fila;
END
$$;
