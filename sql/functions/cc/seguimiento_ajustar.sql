-- Makes the open follow-ups of a number what its calls say: in each clinic one entry for the missed calls since somebody of
-- the clinics that share the patients last spoke with that number, and since a person closed the last entry. It is a
-- projection too: the order in which calls end does not matter.
--   An entry that nobody touched and that has no call left leaves no trace; a touched one is closed as resuelta_auto.
--   Our calls in vain to the number since then are attempts.
-- The caller holds the number's lock (cc.llamada_proyectar_una).
-- Parameters: grupo; clave, the number (NULL or of the house: none). Returns: deliveries.
-- Reads: grupo, llamada, seguimiento. Writes: seguimiento; llamada.seguimiento of the calls whose entry changed.
CREATE OR REPLACE FUNCTION cc.seguimiento_ajustar(grupo bigint, clave text) RETURNS cc.entrega[]
LANGUAGE plpgsql AS $$
DECLARE
  s record;
  entregas cc.entrega[] := '{}';
BEGIN
  IF clave IS NULL OR clave !~ '[0-9]{6}' THEN
    RETURN entregas;
  END IF;
  FOR s IN
    SELECT coalesce(v.clinica_id, a.clinica_id) AS clinica_id, a.id, v.llamadas, v.intentos, v.primera, v.ultima, v.llamada_id,
      v.paciente_id, v.prioridad,
      a.id IS NOT NULL AND (a.intentos > 0 OR a.agente_id IS NOT NULL OR a.estado <> 'pendiente') AS tocada
    FROM seguimiento_debidos(grupo, clave) v
      FULL JOIN (SELECT x.* FROM seguimiento x WHERE x.grupo_id = grupo AND x.clave = seguimiento_ajustar.clave
                   AND x.clase = 'perdida' AND x.cerrado IS NULL) a ON a.clinica_id = v.clinica_id
    ORDER BY 1
  LOOP
    IF s.llamadas IS NULL THEN
      entregas := entregas || seguimiento_cerrar(s.id, s.tocada);
    ELSE
      entregas := entregas || seguimiento_abrir(grupo, clave, s.clinica_id, s.llamadas, s.intentos, s.primera, s.ultima, s.llamada_id,
                                                s.paciente_id, s.prioridad);
    END IF;
  END LOOP;
  PERFORM seguimiento_eje(grupo, clave);
  RETURN entregas;
END $$;
