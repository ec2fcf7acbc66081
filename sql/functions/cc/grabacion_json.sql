-- One recording in the shape `grabacion` of app/INTERFACES.md §3. Parameters: g. Returns: json.
CREATE OR REPLACE FUNCTION cc.grabacion_json(g cc.grabacion) RETURNS json
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN json_build_object('id', g.id, 'clase', g.clase, 'estado', g.estado, 'tipo', g.tipo, 'duracion_s', g.duracion_s,
    'motivo', g.motivo, 'creada', g.creada);
END
$$;
