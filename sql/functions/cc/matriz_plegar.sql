-- A call that matrix (a) makes up, folded as cc.llamada_proyectar_una folds one: in opening hours, of a clinic that calls 10 s
-- short. Extensions have their number for an id. Parameters: hechos, in order. Returns: llamada (direccion, estado, contestada,
-- resultado, es_perdida), tramos. Reads: nothing that is stored.
CREATE OR REPLACE FUNCTION cc.matriz_plegar(hechos cc.hecho[], OUT llamada cc.llamada, OUT tramos cc.tramo[])
LANGUAGE plpgsql STABLE AS $$
DECLARE
  p constant cc.pliegue := llamada_plegar(hechos, 'una', llamada_plegar_oferta(hechos));
  t cc.tramo;
BEGIN
  llamada.direccion := p.direccion;
  llamada.estado := p.estado;
  llamada.contestada := p.contestada;
  llamada.resultado := CASE WHEN p.estado = 'finalizada' THEN llamada_plegar_resultado(p, true, 10, false) END;
  llamada.es_perdida := llamada_plegar_perdida(llamada.resultado);
  FOREACH t IN ARRAY llamada_proyectar_tramos(NULL, NULL, p, NULL) LOOP
    t.extension_id := t.extension::bigint;
    tramos := coalesce(tramos, '{}') || t;
  END LOOP;
END $$;
