-- Looks after a request whose PBX may never speak: one that nobody sent is refused; one that was sent, and of which nothing has been
-- heard for two minutes, is over, its outcome unknown. Called by its job, before the job's own row is touched.
-- Parameters: orden, its id. Returns: nothing. Reads: orden, llamada. Writes: orden, trabajo, and as cc.peticion_decir.
CREATE OR REPLACE FUNCTION cc.peticion_vencer(orden bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  o cc.orden;
  l cc.llamada;
BEGIN
  SELECT x.* INTO o FROM orden x WHERE x.id = peticion_vencer.orden;
  PERFORM llamada_bloquear(o.llamada_id);
  SELECT x.* INTO o FROM orden x WHERE x.id = peticion_vencer.orden FOR UPDATE;
  SELECT x.* INTO l FROM llamada x WHERE x.peticion = o.peticion AND x.fusionada_en IS NULL;
  IF l.id IS NULL OR l.estado = 'finalizada' OR l.correlada_por IS NOT NULL THEN
    RETURN; -- the PBX speaks of it
  ELSIF o.modo = 'tel' THEN
    PERFORM peticion_decir(o, 'vencida', '{}');
  ELSIF o.estado = 'pedida' THEN
    PERFORM trabajo_anular('originar', o.id::text);
    o := orden_resolver(o, 'rechazada', 'plazo', NULL);
    PERFORM peticion_decir(o, 'rechazada', '{"motivo": "plazo"}');
  ELSIF ahora() >= o.creada + interval '2 minutes' THEN
    PERFORM peticion_decir(o, 'vencida', '{"motivo": "sin_respuesta"}');
  ELSE
    PERFORM trabajo_programar('peticion_vence', o.id::text, jsonb_build_object('orden_id', o.id), o.creada + interval '2 minutes', o.grupo_id);
  END IF;
END
$$;
