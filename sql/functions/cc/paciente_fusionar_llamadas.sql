-- Makes the calls and follow-ups of one patient another's, and those that waited only because the two looked like two.
-- Parameters: de, a, ids of patients of one group; clinicas, those whose patients the caller sees.
-- Reads: what cc.identificar reads. Writes: llamada, llamada_paciente, seguimiento.
CREATE OR REPLACE FUNCTION cc.paciente_fusionar_llamadas(de bigint, a bigint, clinicas bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM llamada l
  WHERE l.paciente_id = de OR l.id IN (SELECT lp.llamada_id FROM llamada_paciente lp WHERE lp.paciente_id = de)
  ORDER BY l.id FOR NO KEY UPDATE;
  UPDATE llamada_paciente lp SET paciente_id = a
  WHERE lp.paciente_id = de AND NOT EXISTS (
    SELECT FROM llamada_paciente o WHERE o.llamada_id = lp.llamada_id AND o.papel = lp.papel AND o.paciente_id = a);
  DELETE FROM llamada_paciente lp WHERE lp.paciente_id = de;
  UPDATE llamada l SET paciente_id = a, version = l.version + 1 WHERE l.paciente_id = de;
  UPDATE seguimiento s SET paciente_id = a, version = s.version + 1 WHERE s.paciente_id = de;

  WITH suya AS (
    SELECT l.id FROM paciente_telefono t JOIN llamada l ON l.grupo_id = t.grupo_id AND l.numero = t.clave
    WHERE t.paciente_id = a AND t.hasta IS NULL AND l.identificacion = 'multiple_pendiente' AND l.fusionada_en IS NULL
      AND ARRAY(SELECT i.paciente_id FROM identificar(t.grupo_id, t.clave, clinicas) i) = ARRAY[a]
    ORDER BY l.id FOR NO KEY UPDATE OF l
  ), escrita AS (
    UPDATE llamada l SET paciente_id = a, identificacion = 'unica', version = l.version + 1 FROM suya WHERE l.id = suya.id
    RETURNING l.id, l.grupo_id)
  INSERT INTO llamada_paciente (llamada_id, paciente_id, papel, grupo_id, origen, creado)
  SELECT e.id, a, 'interlocutor', e.grupo_id, 'numero', ahora() FROM escrita e
  ON CONFLICT DO NOTHING;
END
$$;
