-- Tells the ERP that something is owed to a caller, or is not any more, in the shape `suceso_seguimiento` of app/INTERFACES.md
-- §6, if it wants to know.
-- Parameters: id, of the follow-up as it is now. Reads: seguimiento, suscripcion, paciente. Writes: as cc.webhook_publicar.
CREATE OR REPLACE FUNCTION cc.suscripcion_seguimiento(id bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  s seguimiento;
  evento text;
BEGIN
  SELECT x.* INTO s FROM seguimiento x WHERE x.id = suscripcion_seguimiento.id;
  evento := CASE WHEN s.cerrado IS NULL THEN 'seguimiento.pendiente' ELSE 'seguimiento.resuelto' END;
  IF suscripcion_hay(s.grupo_id, s.clinica_id, evento) THEN
    PERFORM webhook_publicar(s.grupo_id, s.clinica_id, evento, jsonb_build_object(
      'id', s.id, 'version', s.version, 'clinica_id', s.clinica_id, 'clase', s.clase, 'numero', s.clave,
      'paciente', suscripcion_persona(s.paciente_id), 'llamada_id', s.llamada_id, 'estado', s.estado, 'prioridad', s.prioridad,
      'llamadas', s.llamadas, 'intentos', s.intentos, 'texto', s.texto, 'primera', s.primera, 'ultima', s.ultima, 'vence', s.vence,
      'cerrado', s.cerrado, 'motivo', s.motivo));
  END IF;
END
$$;
