-- Asks, once for each pair, whether somebody whom the ERP sent is somebody who was made here: the same number now, and
-- the same name, birth date or DNI.
-- Parameters: paciente, id of the ERP's. Reads: paciente, paciente_telefono, grupo (where patients are not shared: of one
-- clinic). Writes: adopcion.
CREATE OR REPLACE FUNCTION cc.adopcion_proponer(paciente bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO adopcion (grupo_id, propio_id, erp_id, creada)
  SELECT DISTINCT e.grupo_id, p.id, e.id, ahora()
  FROM paciente e
    JOIN grupo g ON g.id = e.grupo_id
    JOIN paciente_telefono te ON te.paciente_id = e.id AND te.hasta IS NULL
    JOIN paciente_telefono tp ON tp.grupo_id = te.grupo_id AND tp.clave = te.clave AND tp.hasta IS NULL
    JOIN paciente p ON p.id = tp.paciente_id
  WHERE e.id = adopcion_proponer.paciente AND e.erp_ref IS NOT NULL AND p.erp_ref IS NULL AND p.borrado IS NULL
    AND (g.pacientes_compartidos OR p.clinica_id = e.clinica_id)
    AND (btrim(sin_acentos(p.nombre || ' ' || p.apellidos)) = btrim(sin_acentos(e.nombre || ' ' || e.apellidos))
      OR p.nacimiento = e.nacimiento OR upper(p.dni) = upper(e.dni))
  ON CONFLICT (propio_id, erp_id) DO NOTHING;
END
$$;
