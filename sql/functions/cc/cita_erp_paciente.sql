-- Whose an appointment of the ERP is.
-- Parameters: q, of cc.autenticar; cuerpo {paciente_ref, the ERP's, or paciente_id, ours}. Returns: paciente.
-- Errors: CC404 not there, or not visible to the caller; CC422 not exactly one of the two. Reads: paciente, grupo.
CREATE OR REPLACE FUNCTION cc.cita_erp_paciente(q cc.quien, cuerpo jsonb) RETURNS cc.paciente
LANGUAGE plpgsql STABLE AS $$
DECLARE
  p paciente;
  por text := CASE WHEN cuerpo ->> 'paciente_ref' IS NOT NULL THEN 'paciente_ref' ELSE 'paciente_id' END;
BEGIN
  IF num_nonnulls(cuerpo ->> 'paciente_ref', cuerpo ->> 'paciente_id') <> 1 THEN
    PERFORM problema_campo('paciente_ref', 'Hace falta paciente_ref o paciente_id, uno de los dos.');
  END IF;
  IF por = 'paciente_ref' THEN
    SELECT x.* INTO p FROM paciente x WHERE x.grupo_id = q.grupo_id AND x.erp_ref = cuerpo ->> 'paciente_ref';
  ELSE
    SELECT x.* INTO p FROM paciente x WHERE x.id = (cuerpo ->> 'paciente_id')::bigint;
  END IF;
  IF p.id IS NULL OR NOT quien_ve_paciente(q, p.id) THEN
    PERFORM problema_campo(por, 'No existe ese paciente.', 'CC404');
  END IF;
  RETURN p;
END
$$;
