-- Takes the person out of a patient's row: what is left is a nameless id for the calls that point at it. Their numbers, links,
-- appointments, alerts and consents go with them, what of them the ERP was told too, and so do the questions whether they are somebody else.
-- Parameters: paciente. Writes: paciente, paciente_telefono, vinculo, vinculo_pendiente, cita, aviso, consentimiento,
-- adopcion, suscripcion_envio.
CREATE OR REPLACE FUNCTION cc.paciente_vaciar(paciente bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM paciente_telefono t WHERE t.paciente_id = paciente;
  DELETE FROM vinculo v WHERE v.paciente_id = paciente OR v.relacionado_id = paciente;
  DELETE FROM vinculo_pendiente v WHERE v.paciente_id = paciente;
  DELETE FROM cita c WHERE c.paciente_id = paciente;
  DELETE FROM aviso a WHERE a.paciente_id = paciente;
  DELETE FROM consentimiento c WHERE c.paciente_id = paciente;
  DELETE FROM suscripcion_envio e USING paciente p -- what was typed of them, on its way to the ERP or kept for a replay
  WHERE p.id = paciente AND e.grupo_id = p.grupo_id AND e.evento = 'paciente.creado' AND (e.cuerpo::jsonb #>> '{data,id}')::bigint = p.id;
  UPDATE adopcion a SET estado = 'anulada', resuelta = ahora()
  WHERE paciente IN (a.propio_id, a.erp_id) AND a.estado = 'pendiente';
  UPDATE paciente p SET nombre = 'Paciente borrado', apellidos = '', nombre_preferido = NULL, erp_ref = NULL, n_historia = NULL,
    nacimiento = NULL, dni = NULL, email = NULL, idioma = 'es', trato = 'usted', saldo_cent = NULL, no_llamar = false,
    no_llamar_motivo = NULL, borrado = ahora(), modificado = ahora(), version = p.version + 1
  WHERE p.id = paciente;
END
$$;
