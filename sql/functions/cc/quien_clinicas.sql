-- The clinics that a list is about: the one asked for, which must be one of the caller's, else all of theirs.
-- Parameters: q, of cc.autenticar; clinica, id or NULL. Returns: bigint[]. Errors: CC404.
CREATE OR REPLACE FUNCTION cc.quien_clinicas(q cc.quien, clinica bigint) RETURNS bigint[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF clinica IS NULL THEN
    RETURN q.clinicas;
  ELSIF clinica <> ALL (q.clinicas) THEN
    PERFORM problema('CC404', 'No existe esa clínica.');
  END IF;
  RETURN ARRAY[clinica];
END
$$;
