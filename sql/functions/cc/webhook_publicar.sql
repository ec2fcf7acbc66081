-- Tells the ERP of something, in the transaction that does it: a delivery for each subscription that wants it, and a job for
-- each of those that is not paused. The bytes of the body are those that will be signed and sent.
-- Parameters: grupo; clinica, whose it is, NULL for what is no clinic's; evento, of cc.suscripcion_eventos; datos, of the shapes
--   of app/INTERFACES.md §6. Returns: how many want it. Reads: suscripcion. Writes: suscripcion_envio, trabajo.
CREATE OR REPLACE FUNCTION cc.webhook_publicar(grupo bigint, clinica bigint, evento text, datos jsonb) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  mensaje constant text := 'msg_' || replace(gen_random_uuid()::text, '-', '');
  cuerpo constant text := json_build_object('type', evento, 'timestamp', ahora(), 'data', datos);
  s record;
  cuantas int := 0;
BEGIN
  FOR s IN
    SELECT x.id FROM suscripcion x
    WHERE x.grupo_id = grupo AND (x.eventos = '{}' OR evento = ANY (x.eventos))
      AND (x.clinicas IS NULL OR clinica IS NULL OR clinica = ANY (x.clinicas))
    ORDER BY x.id
  LOOP
    PERFORM suscripcion_enviar(s.id, mensaje, evento, cuerpo);
    cuantas := cuantas + 1;
  END LOOP;
  RETURN cuantas;
END
$$;
