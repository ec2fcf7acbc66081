-- Closes an entry by itself: nothing is owed any more. One that nobody touched leaves no trace; the panels are told its
-- last state all the same, closed.
-- Parameters: seguimiento, its id; tocada, whether somebody or an attempt has touched it. Returns: a delivery.
-- Writes: seguimiento; as cc.suscripcion_seguimiento.
CREATE OR REPLACE FUNCTION cc.seguimiento_cerrar(seguimiento bigint, tocada boolean) RETURNS cc.entrega[]
LANGUAGE plpgsql AS $$
DECLARE
  clinica bigint;
  cuerpo json;
BEGIN
  UPDATE seguimiento s SET estado = 'resuelta_auto', cerrado = ahora(), motivo = 'hablado', version = s.version + 1
  WHERE s.id = seguimiento_cerrar.seguimiento
  RETURNING s.clinica_id INTO clinica;
  cuerpo := seguimiento_json(seguimiento_cerrar.seguimiento);
  PERFORM suscripcion_seguimiento(seguimiento_cerrar.seguimiento);
  IF NOT tocada THEN
    DELETE FROM seguimiento s WHERE s.id = seguimiento_cerrar.seguimiento;
  END IF;
  RETURN ARRAY[ROW(clinica, json_build_object('tema', 'panel', 'tipo', 'seguimiento', 'accion', 'actualizar', 'cuerpo', cuerpo))::cc.entrega];
END $$;
