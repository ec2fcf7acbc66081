-- Applies to a call what a fact says of the call itself: queue, menu, mailbox, transfer, parking, recording, end. A type that
-- says nothing of it (those of legs, aliases, announcements) leaves it as it is.
-- Parameters: p, the call; h; es_final, whether a `llamada.fin` of this id ends the call. Returns: the call after it.
-- Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamada_plegar_llamada(p cc.pliegue, h cc.hecho, es_final boolean) RETURNS cc.pliegue
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  CASE h.tipo
  WHEN 'ivr.opcion' THEN
    p.ivr := true;
    p.opcion := coalesce(h.datos ->> 'opcion', p.opcion);
  WHEN 'cola.entra' THEN
    p.en_cola := true;
    p.cola_salio := NULL;
    p.cola := coalesce(h.datos ->> 'cola', p.cola);
  WHEN 'cola.sale' THEN
    p.en_cola := false;
    p.cola_salio := h.momento;
  WHEN 'transferencia.ciega', 'transferencia.consulta' THEN
    p.transferencia := substr(h.tipo, 15);
  WHEN 'transferencia.completa', 'transferencia.falla' THEN
    p.transferencia := NULL;
  WHEN 'llamada.aparca' THEN
    p.aparcada := true;
  WHEN 'llamada.recupera' THEN
    p.aparcada := false;
  WHEN 'buzon.empieza' THEN
    p.buzon := true;
    p.buzon_abierto := true;
    p.en_cola := false;
  WHEN 'buzon.mensaje' THEN
    p.mensaje := true;
  WHEN 'grabacion.inicia', 'grabacion.reanuda' THEN
    p.grabacion := CASE p.grabacion WHEN 'lista' THEN 'lista' ELSE 'activa' END;
  WHEN 'grabacion.pausa' THEN
    p.grabacion := CASE p.grabacion WHEN 'activa' THEN 'en_pausa' ELSE p.grabacion END;
  WHEN 'grabacion.lista' THEN
    p.grabacion := 'lista';
  WHEN 'llamada.resumen' THEN
    p.resumen := coalesce(p.resumen, '{}') || h.datos;
  WHEN 'llamada.fin' THEN
    IF es_final AND p.fin IS NULL THEN
      p.fin := h.momento;
      p.cierre := 'normal';
      p.causa := (h.datos ->> 'causa')::int;
      p.colgo := h.datos ->> 'colgo';
    END IF;
  WHEN 'cierre.gracia', 'cierre.inferido' THEN
    p.cierre := coalesce(p.cierre, substr(h.tipo, 8));
  ELSE
    NULL;
  END CASE;
  RETURN p;
END $$;
