-- Which of several phones answered (CALL MODEL §4, Legs). Of two answers to an incoming call within 500 ms the one that
-- lasts is the answer, the other was answered elsewhere. A phone that stopped ringing within 2 s of the answer of another
-- that rang at the same time was answered elsewhere too, whatever its cause says.
-- Parameters: p, the call. Returns: its legs. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamada_plegar_respuestas(p cc.pliegue) RETURNS cc.pliegue_tramo[]
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  tramos cc.pliegue_tramo[] := p.tramos;
  t cc.pliegue_tramo;
  otro cc.pliegue_tramo;
BEGIN
  FOR i IN 1 .. cardinality(tramos) LOOP
    t := p.tramos[i];
    CONTINUE WHEN t.rol <> 'agente' OR t.estado <> 'terminado' OR t.clave = p.contraparte;
    FOREACH otro IN ARRAY p.tramos LOOP
      CONTINUE WHEN otro.contesto IS NULL OR (otro.clave, otro.vuelta) = (t.clave, t.vuelta)
                    OR otro.clave = p.contraparte OR otro.rol NOT IN ('agente', 'externo');
      IF t.contesto IS NULL AND otro.sono < t.termino AND abs(extract(epoch FROM t.termino - otro.contesto)) <= 2
         OR p.direccion = 'entrante' AND abs(extract(epoch FROM t.contesto - otro.contesto)) <= 0.5
            AND (coalesce(otro.termino, 'infinity'), t.contesto, t.clave) > (t.termino, otro.contesto, otro.clave) THEN
        t.contesto := NULL;
        t.en_otra := true;
        t.retenidos := '{}';
        tramos[i] := t;
        EXIT;
      END IF;
    END LOOP;
  END LOOP;
  RETURN tramos;
END $$;
