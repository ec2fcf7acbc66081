-- Moves the people and the disposition of a merged row to the surviving one.
-- Parameters: f, the merged row; superviviente. Writes: llamada_paciente, llamada.
CREATE OR REPLACE FUNCTION cc.llamada_fusionar_personas(f cc.llamada, superviviente bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF f.identificacion IN ('elegida', 'creada') THEN
    DELETE FROM llamada_paciente x WHERE x.llamada_id = superviviente AND x.papel = 'interlocutor' AND x.origen = 'unica';
  END IF;
  INSERT INTO llamada_paciente (llamada_id, paciente_id, papel, grupo_id, origen, agente_id, creado)
  SELECT superviviente, x.paciente_id, x.papel, x.grupo_id, x.origen, x.agente_id, x.creado
  FROM llamada_paciente x WHERE x.llamada_id = f.id AND x.origen <> 'unica'
  ON CONFLICT DO NOTHING;
  DELETE FROM llamada_paciente x WHERE x.llamada_id = f.id;
  UPDATE llamada l SET tipificacion_id = coalesce(l.tipificacion_id, f.tipificacion_id),
    identificacion = CASE WHEN elige THEN f.identificacion ELSE l.identificacion END,
    paciente_id = CASE WHEN elige THEN f.paciente_id ELSE l.paciente_id END
  FROM (SELECT f.identificacion IN ('elegida', 'creada') AND s.identificacion NOT IN ('elegida', 'creada') AS elige
        FROM llamada s WHERE s.id = superviviente) e
  WHERE l.id = superviviente AND (elige OR l.tipificacion_id IS NULL AND f.tipificacion_id IS NOT NULL);
END $$;
