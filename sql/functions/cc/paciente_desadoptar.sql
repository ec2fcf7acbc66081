-- Takes back what saving a number to a patient had joined (cc.paciente_adoptar): the calls of that number of which only the
-- number said whose they were are nobody's again, and so are its follow-ups. What a person chose stays.
-- Parameters: paciente, id; grupo; clave, the number, whose lock the caller holds and which the patient has no longer.
-- Returns: ids of today's calls among them, to be emitted. Reads: paciente_telefono. Writes: llamada, llamada_paciente, seguimiento.
CREATE OR REPLACE FUNCTION cc.paciente_desadoptar(paciente bigint, grupo bigint, clave text) RETURNS bigint[]
LANGUAGE plpgsql AS $$
DECLARE
  queda text := CASE WHEN EXISTS (SELECT FROM paciente_telefono t WHERE t.grupo_id = grupo AND t.clave = paciente_desadoptar.clave AND t.hasta IS NULL)
                THEN 'multiple_pendiente' ELSE 'desconocida' END;
  de_hoy bigint[];
BEGIN
  WITH suya AS (
    SELECT l.id FROM llamada l JOIN llamada_paciente lp ON lp.llamada_id = l.id AND lp.papel = 'interlocutor'
    WHERE l.grupo_id = grupo AND l.numero = paciente_desadoptar.clave AND l.paciente_id = paciente_desadoptar.paciente
      AND lp.paciente_id = paciente_desadoptar.paciente AND lp.origen = 'numero'
    ORDER BY l.id
    FOR NO KEY UPDATE OF l
  ), quitada AS (
    DELETE FROM llamada_paciente lp USING suya
    WHERE lp.llamada_id = suya.id AND lp.paciente_id = paciente_desadoptar.paciente AND lp.papel = 'interlocutor'
  ), devuelta AS (
    UPDATE llamada l SET paciente_id = NULL, identificacion = queda, version = l.version + 1 FROM suya WHERE l.id = suya.id
    RETURNING l.id, l.inicio
  ), soltada AS (
    UPDATE seguimiento s SET paciente_id = NULL, version = s.version + 1
    WHERE s.grupo_id = grupo AND s.clave = paciente_desadoptar.clave AND s.clase = 'perdida' AND s.cerrado IS NULL
      AND s.paciente_id = paciente_desadoptar.paciente)
  SELECT array_agg(d.id) INTO de_hoy FROM devuelta d WHERE d.inicio > ahora() - interval '24 hours';
  RETURN coalesce(de_hoy, '{}');
END
$$;
