-- The follow-ups that a change of a call opens, feeds or closes: those of its number, and of the number and clinic that it
-- had before, when its outcome or one of them changed.
-- Parameters: k, the change. Returns: deliveries. Reads and writes: as cc.seguimiento_ajustar.
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
  END IF;
  IF (k.antes).numero IS DISTINCT FROM (k.ahora).numero THEN
    entregas := seguimiento_ajustar((k.ahora).grupo_id, (k.antes).numero);
  END IF;
  IF (k.antes).numero IS NULL OR (k.ahora).numero IS NULL THEN
    entregas := entregas || seguimiento_sin_numero(k.ahora);
  END IF;
  RETURN entregas || seguimiento_ajustar((k.ahora).grupo_id, (k.ahora).numero);
END $$;
