-- Writes a call's row, new or changed, and its interlocutor where the number alone decided who that is.
-- Parameters: antes, the row as it stands (NULLs when new); l, as it must be. Writes: llamada, llamada_paciente.
CREATE OR REPLACE FUNCTION cc.llamada_guardar(antes cc.llamada, l cc.llamada) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF antes.id IS NULL THEN
    INSERT INTO llamada (id, grupo_id, clinica_id, centralita_id, raiz, encarnacion, version, direccion, estado, resultado,
      es_perdida, inicio, sono, contestada, fin, espera_s, conversacion_s, retenida_s, numero, numero_original, nombre_pbx,
      oculto, linea_id, linea_original, cola, opcion, extension, agente_id, colgo, causa, identificacion, paciente_id,
      contacto_id, seguimiento, grabacion, fuente, cierre, peticion, creada, clase_numero, numero_mostrado,
      peticion_estado, peticion_motivo, peticion_modo, correlada_por)
    OVERRIDING SYSTEM VALUE
    VALUES (l.id, l.grupo_id, l.clinica_id, l.centralita_id, l.raiz, l.encarnacion, l.version, l.direccion, l.estado, l.resultado,
      l.es_perdida, l.inicio, l.sono, l.contestada, l.fin, l.espera_s, l.conversacion_s, l.retenida_s, l.numero, l.numero_original,
      l.nombre_pbx, l.oculto, l.linea_id, l.linea_original, l.cola, l.opcion, l.extension, l.agente_id, l.colgo, l.causa,
      l.identificacion, l.paciente_id, l.contacto_id, l.seguimiento, l.grabacion, l.fuente, l.cierre, l.peticion, l.creada, l.clase_numero,
      l.numero_mostrado, l.peticion_estado, l.peticion_motivo, l.peticion_modo, l.correlada_por);
  ELSE
    UPDATE llamada SET (clinica_id, raiz, encarnacion, version, direccion, estado, resultado, es_perdida, inicio, sono,
      contestada, fin, espera_s, conversacion_s, retenida_s, numero, numero_original, nombre_pbx, oculto, linea_id,
      linea_original, cola, opcion, extension, agente_id, colgo, causa, identificacion, paciente_id, contacto_id, seguimiento, grabacion,
      fuente, cierre, peticion, fusionada_en, clase_numero, numero_mostrado, peticion_estado, peticion_motivo, peticion_modo,
      correlada_por) =
      (l.clinica_id, l.raiz, l.encarnacion, l.version, l.direccion, l.estado, l.resultado, l.es_perdida, l.inicio, l.sono,
      l.contestada, l.fin, l.espera_s, l.conversacion_s, l.retenida_s, l.numero, l.numero_original, l.nombre_pbx, l.oculto, l.linea_id,
      l.linea_original, l.cola, l.opcion, l.extension, l.agente_id, l.colgo, l.causa, l.identificacion, l.paciente_id, l.contacto_id,
      l.seguimiento, l.grabacion, l.fuente, l.cierre, l.peticion, l.fusionada_en, l.clase_numero,
      l.numero_mostrado, l.peticion_estado, l.peticion_motivo, l.peticion_modo, l.correlada_por)
    WHERE id = l.id;
  END IF;
  IF antes.paciente_id IS DISTINCT FROM l.paciente_id THEN
    IF antes.paciente_id IS NOT NULL THEN
      DELETE FROM llamada_paciente x WHERE x.llamada_id = l.id AND x.papel = 'interlocutor' AND x.origen = 'unica';
    END IF;
    IF l.paciente_id IS NOT NULL THEN
      INSERT INTO llamada_paciente (llamada_id, paciente_id, papel, grupo_id, origen)
      VALUES (l.id, l.paciente_id, 'interlocutor', l.grupo_id, 'unica')
      ON CONFLICT DO NOTHING;
    END IF;
  END IF;
END $$;
