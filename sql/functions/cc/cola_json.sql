-- One queue in the shape `cola` of app/INTERFACES.md §3. Parameters: c. Returns: json.
CREATE OR REPLACE FUNCTION cc.cola_json(c cc.cola) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN json_build_object('id', c.id, 'version', c.version, 'clinica_id', c.clinica_id, 'centralita_id', c.centralita_id,
    'nombre', c.nombre, 'etiqueta', c.etiqueta, 'activa', c.activa);
END
$$;
