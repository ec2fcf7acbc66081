-- A patient's next appointment and last one. The next is the one they are having or have next (one without an end lasts
-- half an hour, so that somebody who is late still has it); the last, the latest that they came to, as far as the ERP has said.
-- Parameters: paciente. Returns: proxima, ultima: the shape `cita` of app/INTERFACES.md §3, NULL when there is none.
-- Reads: cita.
CREATE OR REPLACE FUNCTION cc.citas_de(paciente bigint, OUT proxima json, OUT ultima json)
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  ahora timestamptz := cc.ahora();
BEGIN
  SELECT
    (SELECT row_to_json(x) FROM (
       SELECT c.id, c.inicio, c.fin, c.profesional, c.gabinete, c.tratamiento, c.estado, c.clinica_id
       FROM cc.cita c
       WHERE c.paciente_id = citas_de.paciente AND c.inicio > ahora - interval '1 day'
         AND coalesce(c.fin, c.inicio + interval '30 minutes') > ahora AND c.estado IN ('pendiente', 'confirmada')
       ORDER BY c.inicio LIMIT 1) x),
    (SELECT row_to_json(x) FROM (
       SELECT c.id, c.inicio, c.fin, c.profesional, c.gabinete, c.tratamiento, c.estado, c.clinica_id
       FROM cc.cita c
       WHERE c.paciente_id = citas_de.paciente AND c.inicio <= ahora
         AND (c.estado = 'realizada' OR (c.estado IN ('pendiente', 'confirmada')
           AND coalesce(c.fin, c.inicio + interval '30 minutes') <= ahora))
       ORDER BY c.inicio DESC LIMIT 1) x)
    INTO proxima, ultima;
END
$$;
