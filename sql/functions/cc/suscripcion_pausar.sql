-- Stops the deliveries of a subscription by itself: what happens waits until somebody resumes it. Its administrators are told.
-- Parameters: suscripcion, id; pausa: fallos (nothing has got through for days) or retirada (its server answered 410 Gone).
-- Writes: suscripcion, auditoria, evento, flujo.
CREATE OR REPLACE FUNCTION cc.suscripcion_pausar(suscripcion bigint, pausa text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  s suscripcion;
BEGIN
  UPDATE suscripcion x SET pausa = suscripcion_pausar.pausa, version = x.version + 1
  WHERE x.id = suscripcion_pausar.suscripcion AND x.pausa IS NULL
  RETURNING x.* INTO s;
  IF s.id IS NULL THEN
    RETURN;
  END IF;
  INSERT INTO auditoria (grupo_id, cuando, accion, objeto, objeto_id, datos)
  VALUES (s.grupo_id, ahora(), 'suscripcion.pausa', 'suscripcion', s.id, jsonb_build_object('motivo', s.pausa));
  PERFORM flujo_emitir(ARRAY(
    SELECT ROW(c.id, json_build_object('tema', 'panel', 'roles', json_build_array('administrador'), 'tipo', 'suscripcion',
      'accion', 'actualizar', 'cuerpo', json_build_object('id', s.id, 'nombre', s.nombre, 'activa', false, 'pausa', s.pausa)))::entrega
    FROM clinica c WHERE c.grupo_id = s.grupo_id AND (s.clinicas IS NULL OR c.id = ANY (s.clinicas))));
END
$$;
