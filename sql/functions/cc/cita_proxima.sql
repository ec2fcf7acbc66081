-- The appointment a patient is having or has next; one without an end lasts half an hour, so that somebody who is late
-- still has it.
-- Parameters: paciente. Returns: the shape `cita` of app/INTERFACES.md §3, NULL when there is none. Reads: cita.
CREATE OR REPLACE FUNCTION cc.cita_proxima(paciente bigint) RETURNS json
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN (
    SELECT row_to_json(x) FROM (
      SELECT c.id, c.inicio, c.fin, c.profesional, c.gabinete, c.tratamiento, c.estado, c.clinica_id
      FROM cc.cita c
      WHERE c.paciente_id = cita_proxima.paciente AND c.inicio > cc.ahora() - interval '1 day'
        AND coalesce(c.fin, c.inicio + interval '30 minutes') > cc.ahora() AND c.estado IN ('pendiente', 'confirmada')
      ORDER BY c.inicio LIMIT 1) x);
END
$$;
