-- One line in the shape `linea` of app/INTERFACES.md §3. Parameters: l. Returns: json. Reads: clinica, the numbering plans.
CREATE OR REPLACE FUNCTION cc.linea_json(l cc.linea) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN json_build_object('id', l.id, 'version', l.version, 'clinica_id', l.clinica_id, 'centralita_id', l.centralita_id,
    'numero', l.clave, 'numero_mostrado', telefono_mostrar(l.clave, (SELECT c.pais FROM clinica c WHERE c.id = l.clinica_id)),
    'etiqueta', l.etiqueta, 'uso', l.uso, 'saliente', l.saliente, 'preferida', l.preferida, 'activa', l.activa);
END
$$;
