-- Applies a fact about a leg to its call: finds the leg, or begins it, or begins its next turn (vuelta), steps it, and
-- notes what that says of the call. The other party (contraparte) is, incoming, the leg of `llamada.ofrecida`; outgoing,
-- the outside leg that was tried last, until one is answered; internal, the extension that calls.
-- Parameters: p, the call; h. Returns: the call after it. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamada_plegar_tramo(p cc.pliegue, h cc.hecho) RETURNS cc.pliegue
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  t cc.pliegue_tramo;
  i int := cardinality(p.tramos);
  clave constant text := llamada_plegar_clave(p, h);
  empieza constant boolean := h.tipo IN ('tramo.suena', 'tramo.contesta', 'llamada.ofrecida', 'buzon.empieza');
BEGIN
  WHILE i > 0 AND p.tramos[i].clave <> clave LOOP
    i := i - 1;
  END LOOP;
  IF i > 0 THEN
    t := p.tramos[i];
  END IF;
  IF i > 0 AND t.estado = 'terminado' AND empieza THEN
    t := llamada_plegar_tramo_nuevo(clave, t.vuelta + 1, h);
    i := cardinality(p.tramos) + 1;
  ELSIF i = 0 THEN
    IF clave IS NULL OR NOT empieza AND NOT h.datos ?| '{rol,extension}' THEN
      RETURN p; -- the end of something that was never heard of
    END IF;
    t := llamada_plegar_tramo_nuevo(clave, 1, h);
    i := cardinality(p.tramos) + 1;
    IF (CASE p.direccion
         WHEN 'entrante' THEN t.rol = 'externo' AND p.contraparte IS NULL AND h.tipo NOT IN ('tramo.suena', 'tramo.contesta')
         WHEN 'saliente' THEN t.rol = 'externo' AND NOT p.contraparte_hablo
         ELSE p.contraparte IS NULL AND h.datos ->> 'extension' = p.origen END) THEN
      p.contraparte := clave;
    END IF;
  END IF;

  t.extension := coalesce(t.extension, h.datos ->> 'extension');
  IF t.rol = 'externo' AND (p.direccion = 'saliente' OR clave IS DISTINCT FROM p.contraparte) THEN
    t.destino := coalesce(t.destino, h.datos ->> 'destino');
  END IF;
  IF h.tipo <> 'llamada.ofrecida' THEN
    t := llamada_plegar_paso(t, h.tipo, h.momento, (h.datos ->> 'causa')::int);
  END IF;
  p.tramos[i] := t;
  RETURN llamada_plegar_suceso(p, t, h.tipo);
END $$;
