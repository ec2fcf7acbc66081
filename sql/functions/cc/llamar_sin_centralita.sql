-- The call of a group that has no centralita: asked for, dialled by a person, known by what they tell.
-- Parameters: q, of cc.autenticar; p; peticion. Returns: its row. Reads: what cc.identificar and cc.contacto_de read.
-- Writes: llamada, llamada_paciente.
CREATE OR REPLACE FUNCTION cc.llamar_sin_centralita(q cc.quien, p cc.peticion, peticion text) RETURNS cc.llamada
LANGUAGE plpgsql AS $$
DECLARE
  l cc.llamada;
  candidatos bigint[];
BEGIN
  PERFORM numero_bloquear(q.grupo_id, p.numero);
  candidatos := ARRAY(SELECT i.paciente_id FROM identificar(q.grupo_id, p.numero, q.clinicas) i);
  l.contacto_id := (contacto_de(q.grupo_id, p.numero)).id;
  INSERT INTO llamada (grupo_id, clinica_id, raiz, direccion, estado, inicio, numero, numero_original, agente_id, identificacion,
    paciente_id, contacto_id, fuente, peticion, peticion_estado, peticion_modo)
  VALUES (q.grupo_id, p.clinica_id, peticion, 'saliente', 'solicitada', ahora(), p.numero, p.escrito, q.agente_id,
    CASE WHEN l.contacto_id IS NOT NULL THEN 'contacto' WHEN candidatos = '{}' THEN 'desconocida'
         WHEN cardinality(candidatos) = 1 THEN 'unica' ELSE 'multiple_pendiente' END,
    CASE WHEN cardinality(candidatos) = 1 AND l.contacto_id IS NULL THEN candidatos[1] END, l.contacto_id,
    'manual', llamar_sin_centralita.peticion, 'pedida', 'tel')
  RETURNING * INTO l;
  INSERT INTO llamada_paciente (llamada_id, paciente_id, papel, grupo_id, origen, creado)
  SELECT l.id, l.paciente_id, 'interlocutor', l.grupo_id, 'unica', ahora() WHERE l.paciente_id IS NOT NULL;
  RETURN l;
END
$$;
