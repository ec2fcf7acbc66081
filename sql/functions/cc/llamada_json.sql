-- One call in the shape `llamada` of app/INTERFACES.md §3. On the path of every webhook: what a call does not have is not
-- asked for, and each thing that it has by a statement of its own, because one that joins them all costs twice their sum.
-- Parameters: id. Returns: json, NULL when there is none.
-- Reads: llamada, tramo, llamada_paciente, paciente, linea, agente, contacto, tipificacion, clinica, what cc.identificar
--   reads, and the numbering plans.
CREATE OR REPLACE FUNCTION cc.llamada_json(id bigint) RETURNS json
LANGUAGE plpgsql STABLE AS $$
DECLARE
  l cc.llamada;
  pais text;
  linea json;
  atiende json;
  tramos json;
  interlocutor json;
  asuntos json;
  posibles int := 0;
  contacto json;
  tipificacion json;
BEGIN
  SELECT x.* INTO l FROM llamada x WHERE x.id = llamada_json.id;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  IF l.numero IS NOT NULL AND (l.numero_mostrado IS NULL OR l.clase_numero IS NULL) THEN
    pais := (SELECT c.pais FROM clinica c WHERE c.id = l.clinica_id);
    l.numero_mostrado := coalesce(l.numero_mostrado, telefono_mostrar(l.numero, pais));
  END IF;
  IF l.clase_numero IS NULL THEN
    l.clase_numero := (telefono_normalizar(l.numero, pais)).clase;
  END IF;
  IF l.linea_id IS NOT NULL THEN
    linea := (SELECT json_build_object('id', x.id, 'numero', x.numero, 'etiqueta', x.etiqueta) FROM linea x WHERE x.id = l.linea_id);
  END IF;
  -- An incoming call that nobody answered has an extension (the first that rang), but nobody who attends it.
  IF (l.agente_id IS NOT NULL OR l.extension IS NOT NULL)
     AND (l.contestada IS NOT NULL OR l.direccion <> 'entrante' OR l.centralita_id IS NULL) THEN
    atiende := json_build_object('id', l.agente_id, 'nombre', (SELECT a.nombre FROM agente a WHERE a.id = l.agente_id),
                                 'extension', l.extension);
  END IF;
  SELECT json_agg(json_build_object('clave', t.clave, 'vuelta', t.vuelta, 'rol', t.rol, 'extension', t.extension,
      'agente', CASE WHEN t.agente_id IS NOT NULL
        THEN (SELECT json_build_object('id', a.id, 'nombre', a.nombre) FROM agente a WHERE a.id = t.agente_id) END,
      'destino', t.destino, 'estado', t.estado, 'sono', t.sono, 'contesto', t.contesto, 'termino', t.termino,
      'causa', t.causa, 'en_otra', t.en_otra)
    ORDER BY coalesce(t.sono, t.contesto, t.termino), t.clave, t.vuelta) INTO tramos
  FROM tramo t WHERE t.llamada_id = l.id;
  IF l.paciente_id IS NOT NULL THEN
    interlocutor := (SELECT json_build_object('id', p.id, 'nombre', rtrim(p.nombre || ' ' || p.apellidos))
                     FROM paciente p WHERE p.id = l.paciente_id);
    posibles := 1;
  ELSIF l.numero IS NOT NULL THEN
    posibles := (SELECT count(*) FROM identificar(l.grupo_id, l.numero, ARRAY[l.clinica_id]));
  END IF;
  SELECT json_agg(json_build_object('id', p.id, 'nombre', rtrim(p.nombre || ' ' || p.apellidos)) ORDER BY p.nombre, p.id)
    INTO asuntos
  FROM llamada_paciente x JOIN paciente p ON p.id = x.paciente_id
  WHERE x.llamada_id = l.id AND x.papel = 'asunto';
  IF l.contacto_id IS NOT NULL THEN
    contacto := (SELECT json_build_object('id', x.id, 'nombre', x.nombre, 'clase', x.clase)
                 FROM contacto x WHERE x.id = l.contacto_id);
  END IF;
  IF l.tipificacion_id IS NOT NULL THEN
    tipificacion := (SELECT json_build_object('id', x.id, 'etiqueta', x.etiqueta)
                     FROM tipificacion x WHERE x.id = l.tipificacion_id);
  END IF;
  RETURN json_build_object(
    'id', l.id, 'version', l.version, 'clinica_id', l.clinica_id, 'centralita_id', l.centralita_id,
    'direccion', l.direccion, 'estado', l.estado, 'resultado', l.resultado, 'es_perdida', l.es_perdida,
    'inicio', l.inicio, 'sono', l.sono, 'contestada', l.contestada, 'fin', l.fin,
    'espera_s', l.espera_s, 'conversacion_s', l.conversacion_s,
    'numero', l.numero, 'numero_mostrado', l.numero_mostrado, 'clase_numero', l.clase_numero, 'oculto', l.oculto,
    'nombre_pbx', l.nombre_pbx, 'linea', linea, 'cola', l.cola, 'opcion', l.opcion,
    'atiende', atiende, 'tramos', coalesce(tramos, '[]'),
    'identificacion', l.identificacion, 'interlocutor', interlocutor, 'asuntos', coalesce(asuntos, '[]'), 'posibles', posibles,
    'contacto', contacto, 'tipificacion', tipificacion,
    'seguimiento', l.seguimiento, 'grabacion', l.grabacion, 'fuente', l.fuente, 'cierre', l.cierre,
    'peticion', CASE WHEN l.peticion_estado IS NOT NULL THEN json_build_object('id', l.peticion, 'modo', l.peticion_modo,
      'estado', l.peticion_estado, 'motivo', l.peticion_motivo, 'correlada_por', l.correlada_por) END);
END
$$;
