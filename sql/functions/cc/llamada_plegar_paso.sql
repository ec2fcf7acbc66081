-- One step of one leg (CALL MODEL §4, Legs): nuevo → sonando → contestado ↔ retenido → terminado. What does not follow from
-- the state changes nothing: facts may be lost.
-- Parameters: t, the leg; tipo, momento of the fact (any type that is not one of a leg's ends it); dicha, the Q.850 cause it
--   gives. Returns: the leg after it. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamada_plegar_paso(t cc.pliegue_tramo, tipo text, momento timestamptz, dicha int)
RETURNS cc.pliegue_tramo
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF tipo = 'tramo.suena' THEN
    t.sono := coalesce(t.sono, momento);
    IF t.estado = 'nuevo' THEN
      t.estado := 'sonando';
    END IF;
  ELSIF tipo IN ('tramo.contesta', 'buzon.empieza') THEN
    IF t.estado IN ('nuevo', 'sonando') THEN
      t.estado := 'contestado';
      t.contesto := momento;
    END IF;
  ELSIF tipo = 'tramo.retiene' THEN
    IF t.estado = 'contestado' THEN
      t.estado := 'retenido';
      t.retenido_desde := momento;
    END IF;
  ELSIF t.contesto IS NOT NULL AND dicha = 26 THEN
    RETURN t; -- another device of this extension lost the race; this one talks
  ELSE
    IF t.estado = 'retenido' THEN
      t.retenidos := t.retenidos + tstzmultirange(tstzrange(t.retenido_desde, greatest(t.retenido_desde, momento)));
      t.estado := 'contestado';
    END IF;
    IF tipo <> 'tramo.reanuda' THEN
      t.causa := llamada_plegar_causa(t.causa, dicha);
      IF t.estado <> 'terminado' THEN
        t.estado := 'terminado';
        t.termino := greatest(momento, t.sono, t.contesto);
      END IF;
    END IF;
  END IF;
  RETURN t;
END $$;
