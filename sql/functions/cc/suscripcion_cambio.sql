-- What the ERP is told of a change of a call: that it began, that it is over (and missed), or, once it was over, that something
-- about it is different.
-- Parameters: k, the change. Writes: as cc.webhook_publicar.
CREATE OR REPLACE FUNCTION cc.suscripcion_cambio(k cc.cambio) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  acabo constant boolean := (k.antes).estado = 'finalizada';
BEGIN
  IF (k.antes).id IS NULL THEN
    PERFORM suscripcion_llamada(k.ahora, 'llamada.iniciada');
  END IF;
  IF acabo THEN
    PERFORM suscripcion_llamada(k.ahora, 'llamada.actualizada');
  ELSIF (k.ahora).estado = 'finalizada' THEN
    PERFORM suscripcion_llamada(k.ahora, 'llamada.finalizada');
  ELSIF (k.ahora).fusionada_en IS NOT NULL AND (k.antes).id IS NOT NULL THEN
    PERFORM suscripcion_llamada(k.ahora, 'llamada.actualizada');
  END IF;
  IF (k.ahora).es_perdida AND (k.ahora).estado = 'finalizada' AND NOT (acabo AND (k.antes).es_perdida) THEN
    PERFORM suscripcion_llamada(k.ahora, 'llamada.perdida');
  END IF;
END
$$;
