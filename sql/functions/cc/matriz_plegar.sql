-- A call that matrix (a) makes up, folded as cc.llamada_proyectar_una folds one: in opening hours, of a clinic that calls 10 s
-- short. Extensions have their number for an id. Parameters: hechos, in order. Returns: a change of which only `ahora`
-- (direccion, estado, contestada, resultado, es_perdida) and `ahora_tramos` are there. Reads: nothing that is stored.
CREATE OR REPLACE FUNCTION cc.matriz_plegar(hechos cc.hecho[]) RETURNS cc.cambio
LANGUAGE plpgsql STABLE AS $$
DECLARE
  p constant cc.pliegue := llamada_plegar(hechos, 'una', llamada_plegar_oferta(hechos));
  k cc.cambio;
  l cc.llamada;
  t cc.tramo;
BEGIN
  l.direccion := p.direccion;
  l.estado := p.estado;
  l.contestada := p.contestada;
  l.resultado := CASE WHEN p.estado = 'finalizada' THEN llamada_plegar_resultado(p, true, 10, false) END;
  l.es_perdida := llamada_plegar_perdida(l.resultado);
  k.ahora := l;
  k.ahora_tramos := '{}';
  FOREACH t IN ARRAY llamada_proyectar_tramos(NULL, NULL, p, NULL) LOOP
    t.extension_id := t.extension::bigint;
    k.ahora_tramos := k.ahora_tramos || t;
  END LOOP;
  RETURN k;
END $$;
