-- Makes a patient's links those of the ERP's list, and theirs those that waited for them. Somebody whom the ERP has not
-- sent yet is linked when they come. Links that were written on the other person stay.
-- Parameters: p, the patient; lista, of {erp_ref, clase}, checked; NULL: they stay as they are.
-- Returns: whether the list changed anything. Errors: CC422 linked to themselves. Reads: paciente.
-- Writes: vinculo, vinculo_pendiente.
CREATE OR REPLACE FUNCTION cc.paciente_erp_vinculos(p cc.paciente, lista jsonb) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  escritos int;
BEGIN
  WITH esperado AS (
    DELETE FROM vinculo_pendiente v WHERE v.grupo_id = p.grupo_id AND v.erp_ref = p.erp_ref RETURNING v.paciente_id, v.clase)
  INSERT INTO vinculo (paciente_id, relacionado_id, clase, grupo_id)
  SELECT e.paciente_id, p.id, e.clase, p.grupo_id FROM esperado e WHERE e.paciente_id <> p.id
  ON CONFLICT DO NOTHING;
  IF coalesce(lista, 'null') = 'null' THEN
    RETURN false;
  ELSIF EXISTS (SELECT FROM jsonb_array_elements(lista) e WHERE e ->> 'erp_ref' = p.erp_ref) THEN
    PERFORM problema_campo('vinculos', 'Nadie es familia de sí mismo.');
  END IF;

  WITH dicho AS (
    SELECT DISTINCT e ->> 'erp_ref' AS ref, e ->> 'clase' AS clase, r.id
    FROM jsonb_array_elements(lista) e LEFT JOIN paciente r ON r.grupo_id = p.grupo_id AND r.erp_ref = e ->> 'erp_ref'
  ), quitado AS (
    DELETE FROM vinculo v WHERE v.paciente_id = p.id AND (v.relacionado_id, v.clase) NOT IN (
      SELECT d.id, d.clase FROM dicho d WHERE d.id IS NOT NULL)
    RETURNING 1
  ), olvidado AS (
    DELETE FROM vinculo_pendiente v WHERE v.paciente_id = p.id AND (v.erp_ref, v.clase) NOT IN (
      SELECT d.ref, d.clase FROM dicho d WHERE d.id IS NULL)
    RETURNING 1
  ), puesto AS (
    INSERT INTO vinculo (paciente_id, relacionado_id, clase, grupo_id)
    SELECT p.id, d.id, d.clase, p.grupo_id FROM dicho d WHERE d.id IS NOT NULL
    ON CONFLICT DO NOTHING RETURNING 1
  ), esperado AS (
    INSERT INTO vinculo_pendiente (paciente_id, erp_ref, clase, grupo_id)
    SELECT p.id, d.ref, d.clase, p.grupo_id FROM dicho d WHERE d.id IS NULL
    ON CONFLICT DO NOTHING RETURNING 1)
  SELECT count(*) INTO escritos FROM (
    SELECT FROM quitado UNION ALL SELECT FROM olvidado UNION ALL SELECT FROM puesto UNION ALL SELECT FROM esperado) u;
  RETURN escritos > 0;
END
$$;
