-- Tells the ERP of a call, in the shape `suceso_llamada` of app/INTERFACES.md §6, if it wants to know.
-- Parameters: l, the call's row; evento. Reads: suscripcion, agente, linea, tipificacion, llamada_paciente, paciente.
-- Writes: as cc.webhook_publicar.
CREATE OR REPLACE FUNCTION cc.suscripcion_llamada(l cc.llamada, evento text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT suscripcion_hay(l.grupo_id, l.clinica_id, evento) THEN
    RETURN;
  END IF;
  PERFORM webhook_publicar(l.grupo_id, l.clinica_id, evento, jsonb_build_object(
    'id', l.id, 'version', l.version, 'clinica_id', l.clinica_id, 'direccion', l.direccion, 'estado', l.estado,
    'resultado', l.resultado, 'es_perdida', l.es_perdida, 'inicio', l.inicio, 'contestada', l.contestada, 'fin', l.fin,
    'espera_s', l.espera_s, 'conversacion_s', l.conversacion_s, 'numero', l.numero, 'oculto', l.oculto,
    'linea', (SELECT jsonb_build_object('id', x.id, 'numero', x.numero, 'etiqueta', x.etiqueta) FROM linea x WHERE x.id = l.linea_id),
    'extension', l.extension,
    'agente', (SELECT jsonb_build_object('id', a.id, 'usuario', a.usuario) FROM agente a WHERE a.id = l.agente_id),
    'identificacion', l.identificacion, 'interlocutor', suscripcion_persona(l.paciente_id),
    'asuntos', (SELECT coalesce(jsonb_agg(suscripcion_persona(p.paciente_id) ORDER BY p.paciente_id), '[]')
                FROM llamada_paciente p WHERE p.llamada_id = l.id AND p.papel = 'asunto'),
    'tipificacion', (SELECT jsonb_build_object('id', t.id, 'etiqueta', t.etiqueta) FROM tipificacion t WHERE t.id = l.tipificacion_id),
    'seguimiento', l.seguimiento, 'fuente', l.fuente, 'peticion', l.peticion, 'fusionada_en', l.fusionada_en));
END
$$;
