-- Who may be calling from a number: nobody, one patient or several, in the one order that is used everywhere. Candidates
-- are the patients who have the number now, and the relatives of those who have no number of their own (children).
-- The order, and the motivo of each, is the first that holds: elegida_antes (people chose them in two of the last three
-- incoming calls from it where they chose, among the last 20), cita_cercana (within 48 h either way, nearest first),
-- seguimiento (one is open), contacto_reciente (latest call first), titular (the number's holder), familia.
-- Parameters: grupo; clave, the matching key (NULL or under 6 digits: nobody); clinicas, those of the asker: where the
--   group does not share its patients, only the patients of these are seen.
-- Returns: paciente_id; orden from 1; motivo; relacion, what they are to a holder of the number (cc.parientes).
-- Reads: paciente_telefono, paciente, vinculo, grupo, llamada, cita, seguimiento. On the path of every incoming call: one
--   generic plan (a custom one is planned again at each call), over indexes whatever the tables' size when it was made.
CREATE OR REPLACE FUNCTION cc.identificar(grupo bigint, clave text, clinicas bigint[])
RETURNS TABLE (paciente_id bigint, orden int, motivo text, relacion text)
LANGUAGE plpgsql STABLE ROWS 3
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
  ahora timestamptz := cc.ahora();
  con_numero bigint[] := ARRAY(
    SELECT t.paciente_id FROM cc.paciente_telefono t JOIN cc.paciente p ON p.id = t.paciente_id AND p.borrado IS NULL
    WHERE t.grupo_id = identificar.grupo AND t.clave = identificar.clave AND t.hasta IS NULL);
BEGIN
  IF con_numero = '{}' OR clave !~ '[0-9]{6}' THEN
    RETURN;
  END IF;
  RETURN QUERY
  WITH candidato AS (
    SELECT d.id, true AS tiene FROM unnest(con_numero) d (id)
    UNION
    SELECT f.pariente_id, false FROM unnest(con_numero) d (id) CROSS JOIN LATERAL cc.parientes(d.id) f
    WHERE NOT EXISTS (SELECT FROM cc.paciente_telefono t WHERE t.paciente_id = f.pariente_id AND t.hasta IS NULL)
  ), elegida AS (
    SELECT e.paciente_id FROM (
      SELECT u.paciente_id, u.inicio FROM (
        SELECT l.paciente_id, l.inicio, l.identificacion FROM cc.llamada l
        WHERE l.grupo_id = identificar.grupo AND l.numero = identificar.clave AND l.direccion = 'entrante'
          AND l.fusionada_en IS NULL
        ORDER BY l.inicio DESC LIMIT 20) u
      WHERE u.identificacion IN ('elegida', 'creada') AND u.paciente_id IS NOT NULL
      ORDER BY u.inicio DESC LIMIT 3) e
    GROUP BY e.paciente_id HAVING count(*) >= 2
  ), razon AS (
    SELECT c.id, p.nombre, p.apellidos,
      c.id IN (SELECT e.paciente_id FROM elegida e) AS elegida,
      (SELECT min(abs(extract(epoch FROM ci.inicio - ahora))) FROM cc.cita ci
       WHERE ci.paciente_id = c.id AND ci.inicio BETWEEN ahora - interval '48 hours' AND ahora + interval '48 hours'
         AND ci.estado <> 'anulada') AS cita_a_s,
      EXISTS (SELECT FROM cc.seguimiento s WHERE s.paciente_id = c.id AND s.cerrado IS NULL) AS pendiente,
      (SELECT max(l.inicio) FROM cc.llamada l WHERE l.paciente_id = c.id) AS contacto,
      EXISTS (SELECT FROM cc.paciente_telefono t
              WHERE t.paciente_id = c.id AND t.clave = identificar.clave AND t.hasta IS NULL AND t.titular) AS titular,
      (SELECT f.relacion FROM unnest(con_numero) d (id) CROSS JOIN LATERAL cc.parientes(d.id) f
       WHERE f.pariente_id = c.id ORDER BY d.id LIMIT 1) AS relacion
    FROM candidato c
      JOIN cc.paciente p ON p.id = c.id AND p.borrado IS NULL AND p.grupo_id = identificar.grupo
      JOIN cc.grupo g ON g.id = p.grupo_id
    WHERE g.pacientes_compartidos OR p.clinica_id = ANY (identificar.clinicas)
  )
  SELECT r.id,
    row_number() OVER (ORDER BY r.elegida DESC, r.cita_a_s NULLS LAST, r.pendiente DESC, r.contacto DESC NULLS LAST,
                                r.titular DESC, r.nombre, r.apellidos, r.id)::int,
    CASE WHEN r.elegida THEN 'elegida_antes' WHEN r.cita_a_s IS NOT NULL THEN 'cita_cercana' WHEN r.pendiente THEN 'seguimiento'
         WHEN r.contacto IS NOT NULL THEN 'contacto_reciente' WHEN r.titular THEN 'titular' ELSE 'familia' END,
    CASE WHEN NOT r.titular THEN r.relacion END
  FROM razon r
  ORDER BY 2;
END
$$;
