-- The follow-up of one call that hides its number: a voice message is worth a task even when nobody can be called back
-- (matrix b, buzon × anonimo). It has no number, so it stands for this call alone and only a person closes it.
-- Parameters: l, the call; NULL number or not: one that has a number after all loses its entry here. Returns: deliveries.
-- Reads: matriz_cti. Writes: seguimiento, llamada.seguimiento.
CREATE OR REPLACE FUNCTION cc.seguimiento_sin_numero(l cc.llamada) RETURNS cc.entrega[]
LANGUAGE plpgsql AS $$
DECLARE
  debe constant boolean := l.numero IS NULL AND l.fusionada_en IS NULL AND l.resultado = 'buzon_con_mensaje';
  m record;
  s seguimiento;
BEGIN
  SELECT f.* INTO m FROM matriz_fila(l.clinica_id, 'buzon', l.identificacion, false) f;
  SELECT x.* INTO s FROM seguimiento x
  WHERE x.grupo_id = l.grupo_id AND x.clave IS NULL AND x.clase = 'perdida' AND x.llamada_id = l.id AND x.cerrado IS NULL;
  IF l.numero IS NULL THEN
    UPDATE llamada c SET seguimiento = CASE WHEN debe AND m.seguimiento THEN 'pendiente' ELSE 'no_procede' END WHERE c.id = l.id;
  END IF;
  IF s.id IS NOT NULL AND (NOT debe OR s.clinica_id <> l.clinica_id) THEN
    RETURN seguimiento_cerrar(s.id, s.intentos > 0 OR s.agente_id IS NOT NULL OR s.estado <> 'pendiente')
      || CASE WHEN debe THEN seguimiento_sin_numero(l) END;
  ELSIF s.id IS NULL AND debe AND m.seguimiento THEN
    RETURN seguimiento_abrir(l.grupo_id, NULL, l.clinica_id, 1, 0, l.inicio, l.inicio, l.id, l.paciente_id, m.prioridad);
  END IF;
  UPDATE seguimiento x SET primera = l.inicio, ultima = l.inicio, prioridad = m.prioridad, version = x.version + 1
  WHERE x.id = s.id AND (x.primera, x.prioridad) IS DISTINCT FROM (l.inicio, m.prioridad);
  RETURN '{}';
END $$;
