-- One subscription in the shape `suscripcion` of app/INTERFACES.md §3. Parameters: s. Returns: json.
-- Reads: suscripcion_envio, salida.
CREATE OR REPLACE FUNCTION cc.suscripcion_json(s cc.suscripcion) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN json_build_object('id', s.id, 'version', s.version, 'nombre', s.nombre, 'url', s.url, 'eventos', s.eventos,
    'clinicas', s.clinicas, 'red_privada', s.red_privada, 'activa', s.pausa IS NULL, 'pausa', s.pausa, 'creada', s.creada,
    'anterior_hasta', CASE WHEN s.rotada > ahora() - suscripcion_gracia() THEN s.rotada + suscripcion_gracia() END,
    'fallando', s.fallando,
    'disponible', NOT EXISTS (SELECT FROM salida a WHERE a.destino = 'suscripcion ' || s.id AND a.abierta),
    'pendientes', (SELECT count(*) FROM suscripcion_envio e WHERE e.suscripcion_id = s.id AND e.estado = 'pendiente'));
END
$$;
