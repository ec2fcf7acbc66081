-- An appointment answers who called in vain: closes the open missed-call entries of a patient's numbers (of those of their
-- family, when they have none of their own) that are older than an appointment of theirs to come. To be called whenever one
-- is written; the job seguimiento_citas looks for the others.
-- Parameters: paciente, id. Returns: deliveries, for cc.flujo_emitir, the last thing of the transaction.
-- Reads: paciente, grupo (where patients are not shared, only the entries of the patient's clinic), paciente_telefono, vinculo,
--   cita. Writes: seguimiento, llamada (the axis of the calls that fed it).
CREATE OR REPLACE FUNCTION cc.seguimiento_por_cita(paciente bigint) RETURNS cc.entrega[]
LANGUAGE plpgsql AS $$
DECLARE
  abierto record;
  s cc.seguimiento;
  entregas cc.entrega[] := '{}';
BEGIN
  FOR abierto IN
    SELECT x.id, x.grupo_id, x.clave, x.ultima
    FROM paciente p JOIN grupo g ON g.id = p.grupo_id
      JOIN seguimiento x ON x.grupo_id = p.grupo_id AND x.clave = ANY (paciente_numeros(p.id)) AND x.clase = 'perdida' AND x.cerrado IS NULL
    WHERE p.id = seguimiento_por_cita.paciente AND (g.pacientes_compartidos OR x.clinica_id = p.clinica_id)
      AND EXISTS (SELECT FROM cita c WHERE c.paciente_id = p.id AND c.creada >= x.ultima AND c.estado IN ('pendiente', 'confirmada'))
    ORDER BY right(regexp_replace(x.clave, '\D', '', 'g'), 9), x.id
  LOOP
    PERFORM numero_bloquear(abierto.grupo_id, abierto.clave);
    UPDATE seguimiento x SET estado = 'resuelta_auto', motivo = 'cita', cerrado = ahora(), version = x.version + 1,
      paciente_id = coalesce(x.paciente_id, seguimiento_por_cita.paciente)
    WHERE x.id = abierto.id AND x.cerrado IS NULL AND x.ultima = abierto.ultima -- as it was before waiting for the number
    RETURNING x.* INTO s;
    IF FOUND THEN
      PERFORM suscripcion_seguimiento(s.id);
      entregas := entregas || llamadas_entregas(VARIADIC seguimiento_marcar(s)) || seguimiento_entregas(s.id);
    END IF;
  END LOOP;
  RETURN entregas;
END
$$;
