-- One disposition in the shape `tipificacion` of app/INTERFACES.md §3. Parameters: t. Returns: json.
CREATE OR REPLACE FUNCTION cc.tipificacion_json(t cc.tipificacion) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN json_build_object('id', t.id, 'version', t.version, 'etiqueta', t.etiqueta, 'orden', t.orden, 'activa', t.activa);
END
$$;
