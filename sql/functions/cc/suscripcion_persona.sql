-- A patient as events to the ERP name one: by both ids, nothing else: the ERP knows the rest.
-- Parameters: paciente, id or NULL. Returns: {id, erp_ref}, NULL for nobody. Reads: paciente.
CREATE OR REPLACE FUNCTION cc.suscripcion_persona(paciente bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT jsonb_build_object('id', p.id, 'erp_ref', p.erp_ref) FROM paciente p WHERE p.id = suscripcion_persona.paciente);
END
$$;
