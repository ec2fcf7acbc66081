-- One job in the shape `trabajo` of app/INTERFACES.md §3. Parameters: t. Returns: json.
CREATE OR REPLACE FUNCTION cc.trabajo_json(t cc.trabajo) RETURNS json
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN json_build_object('id', t.id, 'clase', t.clase, 'estado', t.estado, 'motivo', t.motivo, 'intentos', t.intentos,
    'destino', nullif(t.destino, ''), 'datos', t.datos, 'creado', t.creado, 'vence', t.vence, 'terminado', t.terminado);
END
$$;
