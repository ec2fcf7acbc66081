-- Tells the ERP of a patient who was created at a desk, in the shape `suceso_paciente` of app/INTERFACES.md §6, if it wants to
-- know: what was typed, so that it can create its own record.
-- Parameters: paciente, id; llamada, in which they were created, or NULL. Reads: paciente, paciente_telefono, suscripcion.
-- Writes: as cc.webhook_publicar.
CREATE OR REPLACE FUNCTION cc.suscripcion_paciente(paciente bigint, llamada bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  p paciente;
BEGIN
  SELECT x.* INTO p FROM paciente x WHERE x.id = suscripcion_paciente.paciente;
  IF suscripcion_hay(p.grupo_id, p.clinica_id, 'paciente.creado') THEN
    PERFORM webhook_publicar(p.grupo_id, p.clinica_id, 'paciente.creado', jsonb_build_object(
      'id', p.id, 'erp_ref', p.erp_ref, 'version', p.version, 'clinica_id', p.clinica_id, 'nombre', p.nombre, 'apellidos', p.apellidos,
      'nacimiento', p.nacimiento, 'dni', p.dni, 'email', p.email, 'llamada_id', suscripcion_paciente.llamada,
      'telefonos', (SELECT coalesce(jsonb_agg(t.clave ORDER BY t.id), '[]') FROM paciente_telefono t
                    WHERE t.paciente_id = p.id AND t.hasta IS NULL)));
  END IF;
END
$$;
