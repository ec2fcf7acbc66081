-- The clinic that a line, an extension or a queue belongs to from now on: the one asked for, else its centralita's where that
-- is the caller's, else as cc.quien_clinica says.
-- Parameters: q, of cc.autenticar; pedida, id or NULL; pbx, id of the centralita. Returns: id.
-- Errors: CC404 not one of the caller's; CC409 one that is closed; CC422 it cannot be told. Reads: centralita, clinica (FOR NO
--   KEY UPDATE: it stays open until the transaction ends).
CREATE OR REPLACE FUNCTION cc.quien_clinica_activa(q cc.quien, pedida bigint, pbx bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  clinica bigint := quien_clinica(q, pedida,
    (SELECT c.clinica_id FROM centralita c WHERE c.id = pbx AND c.clinica_id = ANY (q.clinicas)));
BEGIN
  PERFORM FROM clinica c WHERE c.id = clinica AND c.activa FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM problema_campo('clinica_id', 'Esa clínica está desactivada: actívela antes.', 'CC409');
  END IF;
  RETURN clinica;
END
$$;
