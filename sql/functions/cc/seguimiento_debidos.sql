-- What is owed to a number, clinic by clinic: its missed calls that nobody (and no appointment) has answered for yet, where the clinic's matrix
-- (b) wants them returned.
-- Parameters: grupo; clave, the number. Returns: a row per clinic that owes: how many calls, how many attempts of ours since
--   the first, when the first and the last were, the last call, whose it is, how urgent. Reads: llamada, seguimiento,
--   grupo, matriz_cti.
CREATE OR REPLACE FUNCTION cc.seguimiento_debidos(grupo bigint, clave text)
RETURNS TABLE (clinica_id bigint, llamadas int, intentos int, primera timestamptz, ultima timestamptz, llamada_id bigint,
  paciente_id bigint, prioridad int)
LANGUAGE plpgsql STABLE ROWS 1 AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT p.clinica_id, p.llamadas,
    (SELECT count(*)::int FROM llamada o
     WHERE o.grupo_id = grupo AND o.numero = seguimiento_debidos.clave AND o.clinica_id = p.clinica_id AND o.inicio > p.primera
       AND o.direccion = 'saliente' AND o.resultado IN ('ocupado', 'rechazada', 'no_contesta', 'contestador')),
    p.primera, p.ultima, p.llamada_id, p.paciente_id, p.prioridad
  FROM (
    SELECT l.clinica_id, count(*)::int AS llamadas, min(l.inicio) AS primera, max(l.inicio) AS ultima,
      (array_agg(l.id ORDER BY l.inicio DESC, l.id DESC))[1] AS llamada_id,
      (array_agg(l.paciente_id ORDER BY l.inicio DESC, l.id DESC))[1] AS paciente_id,
      max(m.prioridad) AS prioridad
    FROM llamada l
      CROSS JOIN LATERAL matriz_fila(l.clinica_id, matriz_seguimiento(l.resultado), l.identificacion, false) m
    WHERE l.grupo_id = grupo AND l.numero = seguimiento_debidos.clave AND l.es_perdida AND l.fusionada_en IS NULL AND m.seguimiento
      AND l.inicio > coalesce(seguimiento_hablado(grupo, seguimiento_debidos.clave, NULL), '-infinity') -- where all share
      AND l.inicio > coalesce(seguimiento_hablado(grupo, seguimiento_debidos.clave, l.clinica_id), '-infinity')
      AND NOT EXISTS (SELECT FROM seguimiento s
                      WHERE s.clinica_id = l.clinica_id AND s.clave = seguimiento_debidos.clave AND s.clase = 'perdida'
                        AND (s.estado IN ('resuelta_manual', 'descartada') OR s.estado = 'resuelta_auto' AND s.motivo = 'cita')
                        AND s.ultima >= l.inicio)
    GROUP BY l.clinica_id) p;
END $$;
