-- Projects one call: its row before, the row and legs that its facts make of it, and both written where they differ; a message
-- that is to be fetched is a change, too.
-- Parameters: pbx, the centralita; c, the call's facts. Returns: the change; when there was none, both versions are equal.
-- Reads and writes: as cc.llamada_proyectar; grabacion, trabajo.
CREATE OR REPLACE FUNCTION cc.llamada_proyectar_una(pbx cc.centralita, c cc.llamada_hechos) RETURNS cc.cambio
LANGUAGE plpgsql AS $$
DECLARE
  oferta jsonb := llamada_plegar_oferta(c.hechos);
  p cc.pliegue;
  k cc.cambio;
  fila cc.llamada;
  hay_mensaje boolean;               -- there may be one to be fetched
  mensaje_nuevo boolean := false;
BEGIN
  PERFORM llamada_proyectar_turno(pbx.grupo_id, oferta);
  fila := llamada_proyectar_fila(pbx.id, c);
  IF fila.id IS NOT NULL THEN
    k.antes := fila;
    k.antes_tramos := ARRAY(SELECT t FROM tramo t WHERE t.llamada_id = fila.id);
  END IF;
  IF extension_ambas(pbx.id, oferta ->> 'origen', oferta ->> 'destino') THEN
    oferta := oferta || '{"direccion": "interna"}';
  END IF;
  p := llamada_plegar(c.hechos, c.raiz, oferta);
  fila.id := coalesce(fila.id, nextval('llamada_id_seq'));
  k.ahora_tramos := llamada_proyectar_tramos(pbx, fila.id, p, k.antes_tramos);
  fila := llamada_proyectar_datos(fila, pbx, c, oferta, p, k.ahora_tramos);
  hay_mensaje := p.mensaje OR p.buzon AND p.grabacion = 'lista';
  IF hay_mensaje AND fila.version IS NOT NULL THEN
    mensaje_nuevo := grabacion_anotar(fila, c.hechos);
  END IF;
  IF fila.version IS NULL THEN
    fila.version := 1;
    PERFORM llamada_guardar(k.antes, fila);
    PERFORM llamada_guardar_tramos(fila.id, NULL, k.ahora_tramos);
    IF hay_mensaje THEN
      PERFORM grabacion_anotar(fila, c.hechos);
    END IF;
  ELSIF llamada_guardar_tramos(fila.id, k.antes_tramos, k.ahora_tramos) OR k.antes IS DISTINCT FROM fila OR mensaje_nuevo THEN
    fila.version := fila.version + 1;
    PERFORM llamada_guardar(k.antes, fila);
  END IF;
  k.ahora := fila;
  RETURN k;
END $$;
