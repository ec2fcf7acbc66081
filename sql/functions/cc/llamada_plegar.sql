-- The fold: what a call is, from its facts and nothing else (CALL MODEL §4). Outcome excepted, which also depends on the
-- clinic's hours (cc.llamada_plegar_resultado).
-- Parameters: hechos, in the total order; raiz, the id that names the call; oferta, what they say of it as a whole
--   (cc.llamada_plegar_oferta, its `direccion` decided). Returns: the call with its legs. Reads: nothing.
-- A merged call ends with the `llamada.fin` of its root; that of another id ends it only when no phone of ours is in use. The id of
-- our request is no root in this sense. What we asked and were answered (peticion.*) tells no time of the call.
CREATE OR REPLACE FUNCTION cc.llamada_plegar(hechos cc.hecho[], raiz text, oferta jsonb) RETURNS cc.pliegue
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  h cc.hecho;
  p cc.pliegue;
  pedida constant jsonb := oferta -> 'pedida';
  primero timestamptz;              -- moment of the first fact of the PBX
BEGIN
  p.direccion := coalesce(oferta ->> 'direccion', 'entrante');
  p.origen := oferta ->> 'origen';
  p.tramos := '{}';
  p.grabacion := 'no';
  p.en_cola := false;
  p.ivr := false;
  p.buzon := false;
  p.buzon_abierto := false;
  p.mensaje := false;
  p.aparcada := false;
  p.contraparte_hablo := false;
  raiz := coalesce(pedida ->> 'raiz', raiz);
  FOREACH h IN ARRAY hechos LOOP
    CONTINUE WHEN pedida IS NOT NULL AND h.tipo LIKE 'peticion.%';
    primero := coalesce(primero, h.momento);
    IF h.tipo LIKE 'tramo.%' OR h.tipo = 'buzon.empieza' THEN
      p := llamada_plegar_tramo(p, h);
    ELSIF h.tipo = 'llamada.ofrecida' AND p.inicio IS NULL THEN
      p.inicio := h.momento;
      IF p.direccion = 'entrante' AND p.contraparte IS NULL THEN
        p := llamada_plegar_tramo(p, h);
      END IF;
    END IF;
    IF h.tipo NOT LIKE 'tramo.%' THEN
      p := llamada_plegar_llamada(p, h, h.llamada = raiz OR NOT llamada_plegar_en_uso(p));
    END IF;
    IF h.tipo NOT IN ('llamada.resumen', 'grabacion.lista', 'cierre.gracia', 'cierre.inferido') THEN
      p.ultimo := h.momento;
    END IF;
  END LOOP;
  p.ultimo := coalesce(p.ultimo, primero, (pedida ->> 'cierra')::timestamptz, hechos[1].momento);
  p.inicio := coalesce(p.inicio, primero, hechos[1].momento);
  IF p.cierre IS NULL AND pedida ->> 'cierra' IS NOT NULL THEN
    p.cierre := CASE pedida ->> 'estado' WHEN 'incierta' THEN 'inferido' ELSE 'normal' END;
  END IF;
  IF p.cierre IS NOT NULL THEN
    p := llamada_plegar_cerrar(p);
  END IF;
  p.tramos := llamada_plegar_respuestas(p);
  p := llamada_plegar_tiempos(p);
  p.estado := llamada_plegar_estado(p);
  RETURN p;
END $$;
