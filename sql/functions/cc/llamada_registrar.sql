-- Writes a call that no centralita saw, finished, identified by its number as any other.
-- Parameters: q, contexto; cuerpo, of api.registrar without llamada_id. Returns: llamada.
-- Errors: CC404 the clinic; CC422. Reads: clinica, what cc.identificar and cc.contacto_de read.
-- Writes: llamada, llamada_paciente, auditoria.
CREATE OR REPLACE FUNCTION cc.llamada_registrar(q cc.quien, contexto jsonb, cuerpo jsonb) RETURNS cc.llamada
LANGUAGE plpgsql AS $$
DECLARE
  l llamada;
  desenlace text := coalesce(cuerpo ->> 'resultado', 'atendida');
  hablado int := coalesce((cuerpo ->> 'duracion_s')::int, 0);
  candidatos bigint[];
BEGIN
  PERFORM problema_cuerpo(cuerpo, llamada_campos() - 'agente_id' || '{
    "llamada_id": {"es": "entero", "min": 1, "max": 999999999999999},
    "direccion": {"es": "opcion", "valores": ["entrante", "saliente"], "falta": false},
    "numero": {"es": "texto", "max": 64}, "inicio": {"es": "instante", "falta": false},
    "duracion_s": {"es": "entero", "min": 0, "max": 86400},
    "resultado": {"es": "opcion", "valores": ["atendida", "desviada", "buzon_con_mensaje", "fuera_de_horario",
      "abandonada_corta", "buzon_sin_mensaje", "perdida_sin_respuesta", "contestador", "ocupado", "rechazada", "numero_erroneo",
      "no_contesta", "cancelada", "fallida", "incierta"]},
    "clinica_id": {"es": "entero", "min": 1, "max": 999999999999999}}');
  l.inicio := (cuerpo ->> 'inicio')::timestamptz;
  l.direccion := cuerpo ->> 'direccion';
  IF l.inicio > ahora() + interval '5 minutes' THEN
    PERFORM problema_campo('inicio', 'Todavía no ha pasado.');
  ELSIF desenlace <> 'atendida' AND (l.direccion = 'entrante')
        <> (desenlace IN ('desviada', 'buzon_con_mensaje', 'fuera_de_horario', 'abandonada_corta', 'buzon_sin_mensaje',
                          'perdida_sin_respuesta')) THEN
    PERFORM problema_campo('resultado', format('No es un resultado de una llamada %s.', l.direccion));
  END IF;
  PERFORM numero_bloquear(q.grupo_id, cuerpo ->> 'numero');
  l.clinica_id := quien_clinica(q, (cuerpo ->> 'clinica_id')::bigint, NULL);
  l.numero := telefono_clave(cuerpo ->> 'numero', (SELECT c.pais FROM clinica c WHERE c.id = l.clinica_id));
  l.contacto_id := (contacto_de(q.grupo_id, l.numero)).id;
  candidatos := ARRAY(SELECT i.paciente_id FROM identificar(q.grupo_id, l.numero, q.clinicas) i);
  INSERT INTO llamada (grupo_id, clinica_id, raiz, direccion, estado, resultado, es_perdida, inicio, contestada, fin,
    conversacion_s, numero, numero_original, oculto, agente_id, identificacion, paciente_id, contacto_id, fuente, cierre)
  VALUES (q.grupo_id, l.clinica_id, gen_random_uuid(), l.direccion, 'finalizada', desenlace,
    desenlace IN ('buzon_con_mensaje', 'fuera_de_horario', 'buzon_sin_mensaje', 'perdida_sin_respuesta'),
    l.inicio, CASE WHEN desenlace = 'atendida' THEN l.inicio END, l.inicio + hablado * interval '1 second',
    CASE WHEN desenlace = 'atendida' THEN hablado ELSE 0 END, l.numero, cuerpo ->> 'numero', l.numero IS NULL, q.agente_id,
    CASE WHEN l.numero IS NULL THEN 'anonima' WHEN l.numero !~ '[0-9]{6}' THEN 'interna' WHEN l.contacto_id IS NOT NULL THEN 'contacto'
         WHEN candidatos = '{}' THEN 'desconocida' WHEN cardinality(candidatos) = 1 THEN 'unica' ELSE 'multiple_pendiente' END,
    CASE WHEN cardinality(candidatos) = 1 AND l.contacto_id IS NULL THEN candidatos[1] END, l.contacto_id,
    CASE WHEN q.clave_id IS NULL THEN 'manual' ELSE 'erp' END, 'normal')
  RETURNING * INTO l;
  INSERT INTO llamada_paciente (llamada_id, paciente_id, papel, grupo_id, origen, creado)
  SELECT l.id, l.paciente_id, 'interlocutor', l.grupo_id, 'unica', ahora() WHERE l.paciente_id IS NOT NULL;
  PERFORM quien_audita(q, contexto, 'llamada.registrar', 'llamada', l.id);
  RETURN l;
END
$$;
