-- One delivery in the shape `envio` of app/INTERFACES.md §3. Parameters: e. Returns: json. Reads: trabajo.
CREATE OR REPLACE FUNCTION cc.envio_json(e cc.suscripcion_envio) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN json_build_object('id', e.id, 'mensaje', e.mensaje, 'evento', e.evento, 'estado', e.estado, 'intentos', e.intentos,
    'creada', e.creada, 'ultimo', e.ultimo, 'estado_http', e.estado_http, 'motivo', e.motivo, 'ms', e.ms,
    'siguiente', CASE WHEN e.estado = 'pendiente' THEN (
      SELECT t.vence FROM trabajo t WHERE t.clase = 'enviar' AND t.clave = e.id::text AND t.estado IN ('pendiente', 'tomado', 'enviando')) END,
    'cuerpo', e.cuerpo::json);
END
$$;
