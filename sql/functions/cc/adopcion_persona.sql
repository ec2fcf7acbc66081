-- One of the two people of an adoption, as a person compares them.
-- Parameters: paciente. Returns: json {id, erp_ref, nombre, apellidos, nacimiento, dni, email, clinica_id, telefonos, llamadas};
-- NULL when they are gone. Reads: paciente, paciente_telefono, clinica, llamada, and the numbering plans.
CREATE OR REPLACE FUNCTION cc.adopcion_persona(paciente bigint) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT json_build_object('id', p.id, 'erp_ref', p.erp_ref, 'nombre', p.nombre, 'apellidos', p.apellidos,
      'nacimiento', p.nacimiento, 'dni', p.dni, 'email', p.email, 'clinica_id', p.clinica_id,
      'telefonos', coalesce((SELECT json_agg(telefono_mostrar(t.clave, c.pais) ORDER BY t.titular DESC, t.id) FROM paciente_telefono t
                             WHERE t.paciente_id = p.id AND t.hasta IS NULL), '[]'),
      'llamadas', (SELECT count(*) FROM llamada l WHERE l.paciente_id = p.id AND l.fusionada_en IS NULL))
    FROM paciente p JOIN clinica c ON c.id = p.clinica_id
    WHERE p.id = adopcion_persona.paciente AND p.borrado IS NULL);
END
$$;
