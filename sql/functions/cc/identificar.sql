-- Who may be calling from a number: nobody, one patient or several, in the one order that is used everywhere. Candidates
-- are the patients who have the number now, and the relatives of those who have no number of their own (children).
-- The order, and the motivo of each, is the first that holds: elegida_antes (people chose them in two of the last three
-- incoming calls from it where they chose, among the last 20), cita_cercana (within 48 h either way, nearest first),
-- seguimiento (one is open), contacto_reciente (latest call first), titular (the number's holder), familia.
-- Parameters: grupo; clave, the matching key (NULL or under 6 digits: nobody); clinicas, those of the asker: where the
--   group does not share its patients, only the patients of these are seen.
-- Returns: paciente_id; orden from 1; motivo; relacion, what they are to a holder of the number (cc.parientes).
-- Reads: paciente_telefono, paciente, vinculo, grupo, llamada, cita, seguimiento. On the path of every incoming call: small
--   statements with generic plans (a custom one is planned again at each call), over indexes whatever the tables' size
--   when they were planned; families are looked for only where there are links.
CREATE OR REPLACE FUNCTION cc.identificar(grupo bigint, clave text, clinicas bigint[])
RETURNS TABLE (paciente_id bigint, orden int, motivo text, relacion text)
LANGUAGE plpgsql STABLE ROWS 3
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
  ahora timestamptz := cc.ahora();
  con_numero bigint[];
  titulares bigint[];           -- of these, who hold it
  personas bigint[];            -- the candidates
  hay_vinculos boolean;
  elegidas bigint[];            -- whom people chose in the last three calls where they chose
  r record;
BEGIN
  IF clave ~ '[0-9]{6}' IS NOT TRUE THEN
    RETURN;
  END IF;
  SELECT array_agg(t.paciente_id), array_agg(t.paciente_id) FILTER (WHERE t.titular) INTO con_numero, titulares
  FROM cc.paciente_telefono t JOIN cc.paciente p ON p.id = t.paciente_id AND p.borrado IS NULL
  WHERE t.grupo_id = identificar.grupo AND t.clave = identificar.clave AND t.hasta IS NULL;
  IF con_numero IS NULL THEN
    RETURN;
  END IF;
  personas := con_numero;
  hay_vinculos := EXISTS (SELECT FROM cc.vinculo v WHERE v.paciente_id = ANY (con_numero))
    OR EXISTS (SELECT FROM cc.vinculo v WHERE v.relacionado_id = ANY (con_numero));
  IF hay_vinculos THEN
    personas := personas || ARRAY(
      SELECT f.pariente_id FROM unnest(con_numero) d (id) CROSS JOIN LATERAL cc.parientes(d.id) f
      WHERE NOT EXISTS (SELECT FROM cc.paciente_telefono t WHERE t.paciente_id = f.pariente_id AND t.hasta IS NULL));
  END IF;
  elegidas := ARRAY(
    SELECT u.paciente_id FROM (
      SELECT l.paciente_id, l.inicio, l.identificacion FROM cc.llamada l
      WHERE l.grupo_id = identificar.grupo AND l.numero = identificar.clave AND l.direccion = 'entrante'
        AND l.fusionada_en IS NULL
      ORDER BY l.inicio DESC LIMIT 20) u
    WHERE u.identificacion IN ('elegida', 'creada') AND u.paciente_id IS NOT NULL
    ORDER BY u.inicio DESC LIMIT 3);
  orden := 0;
  FOR r IN
    SELECT p.id, cardinality(array_positions(elegidas, p.id)) >= 2 AS elegida,
      (SELECT min(abs(extract(epoch FROM c.inicio - ahora))) FROM cc.cita c
       WHERE c.paciente_id = p.id AND c.inicio BETWEEN ahora - interval '48 hours' AND ahora + interval '48 hours'
         AND c.estado <> 'anulada') AS cita_a_s,
      EXISTS (SELECT FROM cc.seguimiento s WHERE s.paciente_id = p.id AND s.cerrado IS NULL) AS pendiente,
      (SELECT max(l.inicio) FROM cc.llamada l WHERE l.paciente_id = p.id) AS contacto,
      coalesce(p.id = ANY (titulares), false) AS titular
    FROM cc.paciente p
    WHERE p.id = ANY (personas) AND p.borrado IS NULL AND p.grupo_id = identificar.grupo
      AND (p.clinica_id = ANY (identificar.clinicas)
           OR (SELECT g.pacientes_compartidos FROM cc.grupo g WHERE g.id = identificar.grupo))
    ORDER BY elegida DESC, cita_a_s NULLS LAST, pendiente DESC, contacto DESC NULLS LAST, titular DESC, p.nombre, p.apellidos, p.id
  LOOP
    paciente_id := r.id;
    orden := orden + 1;
    motivo := CASE WHEN r.elegida THEN 'elegida_antes' WHEN r.cita_a_s IS NOT NULL THEN 'cita_cercana'
      WHEN r.pendiente THEN 'seguimiento' WHEN r.contacto IS NOT NULL THEN 'contacto_reciente'
      WHEN r.titular THEN 'titular' ELSE 'familia' END;
    relacion := NULL;
    IF hay_vinculos AND NOT r.titular THEN
      relacion := (SELECT f.relacion FROM unnest(con_numero) d (id) CROSS JOIN LATERAL cc.parientes(d.id) f
                   WHERE f.pariente_id = r.id ORDER BY d.id LIMIT 1);
    END IF;
    RETURN NEXT;
  END LOOP;
END
$$;
