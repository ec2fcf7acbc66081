-- When a call rang and was answered, how long it waited, talked and was held, and who hung up, from its legs.
--   contestada: the first answer of our side; outgoing, when both sides were there.
--   conversacion_s: from then on, the time in which a leg of ours was answered and not held; retenida_s: answered and held.
--     Stretches that are still open do not count yet.
--   colgo: what the PBX said; else the side whose leg ended first.
-- Parameters: p, the call. Returns: the call. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamada_plegar_tiempos(p cc.pliegue) RETURNS cc.pliegue
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  t cc.pliegue_tramo;
  otra cc.pliegue_tramo;
  descolgada timestamptz;           -- our side's first answer
  colgada timestamptz;              -- the end of our last answered leg
  atendido tstzmultirange := '{}';
  hablado tstzmultirange := '{}';
BEGIN
  FOREACH t IN ARRAY p.tramos LOOP
    IF t.clave = p.contraparte THEN
      otra := t;
      CONTINUE;
    ELSIF t.rol NOT IN ('agente', 'externo') THEN
      CONTINUE;
    END IF;
    p.sono := CASE WHEN t.rol = 'agente' THEN least(p.sono, t.sono) ELSE p.sono END;
    descolgada := least(descolgada, t.contesto);
    IF t.contesto < t.termino THEN
      colgada := greatest(colgada, t.termino);
      atendido := atendido + tstzmultirange(tstzrange(t.contesto, t.termino));
      hablado := hablado + (tstzmultirange(tstzrange(t.contesto, t.termino)) - t.retenidos);
    END IF;
  END LOOP;
  p.contestada := CASE WHEN p.direccion <> 'saliente' THEN descolgada
                       WHEN otra.contesto IS NOT NULL THEN greatest(descolgada, otra.contesto) END;
  IF coalesce(p.contestada, p.fin) IS NOT NULL THEN
    p.espera_s := greatest(0, floor(extract(epoch FROM coalesce(p.contestada, p.fin) - p.inicio)));
  END IF;
  p.conversacion_s := 0;
  p.retenida_s := 0;
  IF p.contestada IS NOT NULL AND atendido <> '{}' THEN
    p.conversacion_s := multirango_s(hablado * tstzmultirange(tstzrange(p.contestada, NULL)));
    p.retenida_s := multirango_s((atendido - hablado) * tstzmultirange(tstzrange(p.contestada, NULL)));
  END IF;
  IF p.cierre IS NOT NULL AND p.colgo IS NULL THEN
    p.colgo := CASE WHEN otra.termino < coalesce(colgada, p.fin) THEN 'paciente' WHEN colgada < otra.termino THEN 'agente' END;
  END IF;
  RETURN p;
END $$;
