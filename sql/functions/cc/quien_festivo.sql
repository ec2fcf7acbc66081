-- The holiday that a route changes, locked. Parameters: q, of cc.autenticar; id.
-- Returns: festivo. Errors: CC404 not there, or of a clinic that is not the caller's. Reads: festivo (FOR NO KEY UPDATE).
CREATE OR REPLACE FUNCTION cc.quien_festivo(q cc.quien, id bigint) RETURNS cc.festivo
LANGUAGE plpgsql AS $$
DECLARE
  fila festivo;
BEGIN
  SELECT x.* INTO fila FROM festivo x WHERE x.id = quien_festivo.id AND x.clinica_id = ANY (q.clinicas) FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM problema('CC404', 'No existe ese festivo.');
  END IF;
  RETURN fila;
END
$$;
