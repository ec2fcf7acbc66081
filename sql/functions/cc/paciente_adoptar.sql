-- The earlier unknown calls and follow-ups from a patient's numbers become the patient's: where nobody else has the number
-- and nobody said who it was. To be called whenever a number is added. Undoable call by call: the origin 'numero' says so,
-- and PATCH /llamadas/:id takes the person away.
-- Parameters: paciente, id. Returns: ids of today's calls among them, to be emitted.
-- Reads: paciente_telefono, paciente, grupo (where patients are not shared, only the clinic's own). Writes: llamada, llamada_paciente, seguimiento.
CREATE OR REPLACE FUNCTION cc.paciente_adoptar(paciente bigint) RETURNS bigint[]
LANGUAGE plpgsql AS $$
DECLARE
  de_hoy bigint[];
BEGIN
  WITH suyo AS (
    SELECT t.grupo_id, t.clave, CASE WHEN NOT g.pacientes_compartidos THEN p.clinica_id END AS solo
    FROM paciente_telefono t JOIN paciente p ON p.id = t.paciente_id JOIN grupo g ON g.id = t.grupo_id
    WHERE t.paciente_id = paciente_adoptar.paciente AND t.hasta IS NULL AND NOT EXISTS (
      SELECT FROM paciente_telefono o
      WHERE o.grupo_id = t.grupo_id AND o.clave = t.clave AND o.hasta IS NULL AND o.paciente_id <> t.paciente_id)
  ), pendiente AS (
    SELECT l.id
    FROM suyo JOIN llamada l ON l.grupo_id = suyo.grupo_id AND l.numero = suyo.clave
    WHERE l.identificacion = 'desconocida' AND l.paciente_id IS NULL AND l.fusionada_en IS NULL
      AND (suyo.solo IS NULL OR l.clinica_id = suyo.solo)
    ORDER BY l.id
    FOR NO KEY UPDATE OF l
  ), adoptada AS (
    UPDATE llamada l SET paciente_id = paciente_adoptar.paciente, identificacion = 'unica', version = l.version + 1
    FROM pendiente p WHERE l.id = p.id
    RETURNING l.id, l.grupo_id, l.inicio
  ), escrita AS (
    INSERT INTO llamada_paciente (llamada_id, paciente_id, papel, grupo_id, origen, creado)
    SELECT a.id, paciente_adoptar.paciente, 'interlocutor', a.grupo_id, 'numero', ahora() FROM adoptada a
    ON CONFLICT DO NOTHING
  ), seguida AS (
    UPDATE seguimiento s SET paciente_id = paciente_adoptar.paciente, version = s.version + 1
    FROM suyo
    WHERE s.grupo_id = suyo.grupo_id AND s.clave = suyo.clave AND s.cerrado IS NULL AND s.paciente_id IS NULL
      AND (suyo.solo IS NULL OR s.clinica_id = suyo.solo))
  SELECT array_agg(a.id) INTO de_hoy FROM adoptada a WHERE a.inicio > ahora() - interval '24 hours';
  RETURN coalesce(de_hoy, '{}');
END
$$;
