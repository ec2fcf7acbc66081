-- The centralita that something new is of: one of the group that serves a clinic of the caller's.
-- Parameters: q, of cc.autenticar; id. Returns: centralita. Errors: CC404. Reads: centralita, linea, extension.
CREATE OR REPLACE FUNCTION cc.quien_centralita_usa(q cc.quien, id bigint) RETURNS cc.centralita
LANGUAGE plpgsql STABLE AS $$
DECLARE
  pbx centralita;
BEGIN
  SELECT c.* INTO pbx FROM centralita c
  WHERE c.id = quien_centralita_usa.id AND c.grupo_id = q.grupo_id AND (c.clinica_id = ANY (q.clinicas)
    OR EXISTS (SELECT FROM linea l WHERE l.centralita_id = c.id AND l.clinica_id = ANY (q.clinicas))
    OR EXISTS (SELECT FROM extension e WHERE e.centralita_id = c.id AND e.clinica_id = ANY (q.clinicas)));
  IF NOT FOUND THEN
    PERFORM problema_campo('centralita_id', 'No existe esa centralita.', 'CC404');
  END IF;
  RETURN pbx;
END
$$;
