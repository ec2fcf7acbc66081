-- The installation's administrator at the command line, as one who asks: every role in every clinic of a group, no person and
-- no key. What the dashboard does and the command line does too is one function of (q, contexto, …) for both.
-- Parameters: grupo, id. Returns: cc.quien. Reads: clinica.
CREATE OR REPLACE FUNCTION cc.admin_quien(grupo bigint) RETURNS cc.quien
LANGUAGE plpgsql STABLE AS $$
DECLARE
  q quien;
BEGIN
  q.grupo_id := grupo;
  q.clinicas := ARRAY(SELECT c.id FROM clinica c WHERE c.grupo_id = grupo ORDER BY c.id);
  q.clinicas_supervisa := q.clinicas;
  q.clinicas_administra := q.clinicas;
  RETURN q;
END
$$;
