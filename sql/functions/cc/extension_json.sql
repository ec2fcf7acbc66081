-- One extension in the shape `extension` of app/INTERFACES.md §3. Parameters: e. Returns: json.
-- Reads: agente_extension, agente.
CREATE OR REPLACE FUNCTION cc.extension_json(e cc.extension) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN json_build_object('id', e.id, 'version', e.version, 'clinica_id', e.clinica_id, 'centralita_id', e.centralita_id,
    'numero', e.numero, 'etiqueta', e.etiqueta, 'compartida', e.compartida, 'activa', e.activa, 'ocupantes', (
      SELECT coalesce(json_agg(json_build_object('id', a.id, 'nombre', a.nombre) ORDER BY a.nombre, a.id), '[]')
      FROM agente_extension ae JOIN agente a ON a.id = ae.agente_id
      WHERE ae.extension_id = e.id AND ae.hasta IS NULL));
END
$$;
