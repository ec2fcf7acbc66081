-- The people linked to a patient, whichever of the two the link was written on. relacion says what the relative is to the
-- patient: tutor, a_cargo (the patient is their guardian or carer), padre, hijo, conyuge, hermano, cuidador, otro.
-- Parameters: paciente. Returns: a row per relative; deleted patients too. Reads: vinculo. Inlined: give it no SET clause.
CREATE OR REPLACE FUNCTION cc.parientes(paciente bigint) RETURNS TABLE (pariente_id bigint, relacion text)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT DISTINCT ON (v.pariente_id) v.pariente_id, v.relacion
  FROM (
    SELECT d.relacionado_id AS pariente_id, d.clase AS relacion, 1 AS preferencia FROM cc.vinculo d WHERE d.paciente_id = parientes.paciente
    UNION ALL
    SELECT i.paciente_id,
      CASE i.clase WHEN 'tutor' THEN 'a_cargo' WHEN 'cuidador' THEN 'a_cargo' WHEN 'padre' THEN 'hijo' WHEN 'hijo' THEN 'padre' ELSE i.clase END, 2
    FROM cc.vinculo i WHERE i.relacionado_id = parientes.paciente) v
  ORDER BY v.pariente_id, v.preferencia, v.relacion DESC
$$;
