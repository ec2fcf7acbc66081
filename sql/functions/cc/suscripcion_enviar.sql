-- Writes one delivery of one subscription, and the job that makes it, unless it is paused: then it waits.
-- Parameters: suscripcion, id; mensaje, its webhook-id; evento; cuerpo, the bytes to be sent. Returns: the delivery's id.
-- Reads: suscripcion. Writes: suscripcion_envio, trabajo.
CREATE OR REPLACE FUNCTION cc.suscripcion_enviar(suscripcion bigint, mensaje text, evento text, cuerpo text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  s suscripcion;
  envio bigint;
BEGIN
  SELECT x.* INTO s FROM suscripcion x WHERE x.id = suscripcion_enviar.suscripcion;
  INSERT INTO suscripcion_envio AS e (grupo_id, suscripcion_id, mensaje, evento, cuerpo, creada)
  VALUES (s.grupo_id, s.id, suscripcion_enviar.mensaje, suscripcion_enviar.evento, suscripcion_enviar.cuerpo, ahora())
  RETURNING e.id INTO envio;
  IF s.pausa IS NULL THEN
    PERFORM suscripcion_armar(s, envio);
  END IF;
  RETURN envio;
END
$$;
