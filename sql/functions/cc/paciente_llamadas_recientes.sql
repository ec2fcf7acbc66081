-- The calls of a patient that panels may be showing: live, or of the last 24 hours. Their version is raised, because what they
-- show of the person has changed.
-- Parameters: paciente. Returns: ids, for cc.llamadas_entregas. Writes: llamada (version).
CREATE OR REPLACE FUNCTION cc.paciente_llamadas_recientes(paciente bigint) RETURNS bigint[]
LANGUAGE plpgsql AS $$
DECLARE
  ids bigint[];
BEGIN
  WITH suya AS (
    SELECT l.id FROM llamada l
    WHERE (l.paciente_id = paciente OR l.id IN (SELECT lp.llamada_id FROM llamada_paciente lp WHERE lp.paciente_id = paciente))
      AND l.inicio > ahora() - interval '24 hours' AND l.fusionada_en IS NULL
    ORDER BY l.id
    FOR NO KEY UPDATE
  ), tocada AS (
    UPDATE llamada l SET version = l.version + 1 FROM suya s WHERE l.id = s.id RETURNING l.id)
  SELECT array_agg(t.id ORDER BY t.id) INTO ids FROM tocada t;
  RETURN coalesce(ids, '{}');
END
$$;
