-- One appointment for the ERP: the shape `cita` of app/INTERFACES.md §3 with both references and whose it is.
-- Parameters: id. Returns: json. Reads: cita, paciente.
CREATE OR REPLACE FUNCTION cc.cita_erp_json(id bigint) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT json_build_object('id', c.id, 'erp_ref', c.erp_ref, 'inicio', c.inicio, 'fin', c.fin, 'profesional', c.profesional,
      'gabinete', c.gabinete, 'tratamiento', c.tratamiento, 'estado', c.estado, 'clinica_id', c.clinica_id, 'version', c.version,
      'paciente', json_build_object('id', p.id, 'erp_ref', p.erp_ref, 'nombre', rtrim(p.nombre || ' ' || p.apellidos)))
    FROM cita c JOIN paciente p ON p.id = c.paciente_id WHERE c.id = cita_erp_json.id);
END
$$;
