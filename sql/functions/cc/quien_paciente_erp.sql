-- The patient whom the ERP knows by a reference.
-- Parameters: q, of cc.autenticar; ref. Returns: paciente; NULLs when there is none.
-- Errors: CC404 there is one, whom the caller may not see. Reads: paciente, grupo.
CREATE OR REPLACE FUNCTION cc.quien_paciente_erp(q cc.quien, ref text) RETURNS cc.paciente
LANGUAGE plpgsql STABLE AS $$
DECLARE
  p paciente;
BEGIN
  SELECT x.* INTO p FROM paciente x WHERE x.grupo_id = q.grupo_id AND x.erp_ref = ref;
  IF p.id IS NOT NULL AND NOT quien_ve_paciente(q, p.id) THEN
    PERFORM problema('CC404', 'No existe ese paciente.');
  END IF;
  RETURN p;
END
$$;
