-- The follow-ups that a change of a call opens, feeds or closes: those of its number, and of the number and clinic that it
-- had before, when its outcome or one of them changed. Most calls are answered, and nothing was owed to their number: what
-- is not missed can only settle what is open, so that is asked first.
-- Parameters: k, the change. Returns: deliveries. Reads: seguimiento, llamada (index llamada_debida). Reads and writes: as
--   cc.seguimiento_ajustar.
CREATE OR REPLACE FUNCTION cc.llamada_efectos_seguimiento(k cc.cambio) RETURNS cc.entrega[]
LANGUAGE plpgsql AS $$
DECLARE
  entregas cc.entrega[] := '{}';
BEGIN
  IF ((k.antes).resultado, (k.antes).numero, (k.antes).clinica_id, (k.antes).contestada, (k.antes).inicio, (k.antes).fusionada_en)
       IS NOT DISTINCT FROM
     ((k.ahora).resultado, (k.ahora).numero, (k.ahora).clinica_id, (k.ahora).contestada, (k.ahora).inicio, (k.ahora).fusionada_en)
     OR coalesce((k.antes).resultado, (k.ahora).resultado) IS NULL THEN
    RETURN entregas;
  ELSIF (k.antes).resultado IS NULL AND NOT (k.ahora).es_perdida
    AND NOT EXISTS (SELECT FROM seguimiento s WHERE s.grupo_id = (k.ahora).grupo_id AND s.clave = (k.ahora).numero AND s.cerrado IS NULL)
    AND NOT EXISTS (SELECT FROM llamada l WHERE l.grupo_id = (k.ahora).grupo_id AND l.numero = (k.ahora).numero AND l.es_perdida
                      AND l.fusionada_en IS NULL AND l.seguimiento <> ALL ('{resuelta_auto, resuelta_manual, descartada}')) THEN
    RETURN entregas;
  END IF;
  IF (k.antes).numero IS DISTINCT FROM (k.ahora).numero THEN
    entregas := seguimiento_ajustar((k.ahora).grupo_id, (k.antes).numero);
  END IF;
  IF (k.antes).numero IS NULL OR (k.ahora).numero IS NULL THEN
    entregas := entregas || seguimiento_sin_numero(k.ahora);
  END IF;
  RETURN entregas || seguimiento_ajustar((k.ahora).grupo_id, (k.ahora).numero);
END $$;
