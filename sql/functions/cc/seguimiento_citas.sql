-- The job that closes missed-call entries by appointments that came by another way than one that calls
-- cc.seguimiento_por_cita itself. Starts from the open entries, which are few.
-- Returns: how many people had such an appointment. Reads: seguimiento, paciente_telefono, vinculo, cita.
-- Writes: what cc.seguimiento_por_cita writes; evento, flujo.
CREATE OR REPLACE FUNCTION cc.seguimiento_citas() RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  persona bigint;
  personas int := 0;
  entregas cc.entrega[] := '{}';
BEGIN
  FOR persona IN
    SELECT DISTINCT quien.id
    FROM seguimiento s
      JOIN paciente_telefono t ON t.grupo_id = s.grupo_id AND t.clave = s.clave AND t.hasta IS NULL
      CROSS JOIN LATERAL (SELECT t.paciente_id AS id UNION SELECT f.pariente_id FROM parientes(t.paciente_id) f) quien
    WHERE s.clase = 'perdida' AND s.cerrado IS NULL AND EXISTS (
      SELECT FROM cita c WHERE c.paciente_id = quien.id AND c.creada >= s.ultima AND c.estado IN ('pendiente', 'confirmada'))
    ORDER BY 1
    LIMIT 500
  LOOP
    entregas := entregas || seguimiento_por_cita(persona);
    personas := personas + 1;
  END LOOP;
  PERFORM flujo_emitir(entregas);
  RETURN personas;
END
$$;
