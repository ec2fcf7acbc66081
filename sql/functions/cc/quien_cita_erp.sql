-- The appointment that the ERP knows by a reference; whoever changes it waits for the others who do.
-- Parameters: q, of cc.autenticar; ref. Returns: cita; NULLs when there is none. Errors: CC404 there is one, of a patient whom
-- the caller may not see. Reads: cita, paciente, grupo. Locks: advisory, to the end of the transaction.
CREATE OR REPLACE FUNCTION cc.quien_cita_erp(q cc.quien, ref text) RETURNS cc.cita
LANGUAGE plpgsql AS $$
DECLARE
  c cita;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(format('cita %s %s', q.grupo_id, ref), 0));
  SELECT x.* INTO c FROM cita x WHERE x.grupo_id = q.grupo_id AND x.erp_ref = ref;
  IF c.id IS NOT NULL AND NOT quien_ve_paciente(q, c.paciente_id) THEN
    PERFORM problema('CC404', 'No existe esa cita.');
  END IF;
  RETURN c;
END
$$;
