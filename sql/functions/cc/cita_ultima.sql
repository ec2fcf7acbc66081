-- The last appointment that a patient came to, as far as the ERP has said.
-- Parameters: paciente. Returns: the shape `cita` of app/INTERFACES.md §3, NULL when there is none. Reads: cita.
CREATE OR REPLACE FUNCTION cc.cita_ultima(paciente bigint) RETURNS json
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN (
    SELECT row_to_json(x) FROM (
      SELECT c.id, c.inicio, c.fin, c.profesional, c.gabinete, c.tratamiento, c.estado, c.clinica_id
      FROM cc.cita c
      WHERE c.paciente_id = cita_ultima.paciente AND c.inicio <= cc.ahora()
        AND (c.estado = 'realizada' OR (c.estado IN ('pendiente', 'confirmada')
          AND coalesce(c.fin, c.inicio + interval '30 minutes') <= cc.ahora()))
      ORDER BY c.inicio DESC LIMIT 1) x);
END
$$;
