-- One holiday in the shape `festivo` of app/INTERFACES.md §3. Parameters: f. Returns: json.
CREATE OR REPLACE FUNCTION cc.festivo_json(f cc.festivo) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN json_build_object('id', f.id, 'version', f.version, 'clinica_id', f.clinica_id, 'dia', f.dia, 'nombre', f.nombre);
END
$$;
