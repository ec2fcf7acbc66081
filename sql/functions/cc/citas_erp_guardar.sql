-- Writes appointments of a patient as the ERP sends them, new or in place of the old; one of somebody else's becomes theirs.
-- Parameters: p, the patient; lista, of {erp_ref, inicio, fin, profesional, gabinete, tratamiento, estado, clinica_id (default:
--   the patient's)}, past cc.citas_erp_revisar. Returns: whether anything was written. Writes: cita.
CREATE OR REPLACE FUNCTION cc.citas_erp_guardar(p cc.paciente, lista jsonb) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  escritas int;
BEGIN
  INSERT INTO cita AS c (grupo_id, erp_ref, paciente_id, clinica_id, inicio, fin, profesional, gabinete, tratamiento, estado, creada)
  SELECT p.grupo_id, e ->> 'erp_ref', p.id, coalesce((e ->> 'clinica_id')::bigint, p.clinica_id), (e ->> 'inicio')::timestamptz,
    (e ->> 'fin')::timestamptz, coalesce(btrim(e ->> 'profesional'), ''), coalesce(btrim(e ->> 'gabinete'), ''),
    coalesce(btrim(e ->> 'tratamiento'), ''), coalesce(e ->> 'estado', 'pendiente'), ahora()
  FROM jsonb_array_elements(lista) e
  ORDER BY 2
  ON CONFLICT (grupo_id, erp_ref) WHERE erp_ref IS NOT NULL DO UPDATE SET
    (paciente_id, clinica_id, inicio, fin, profesional, gabinete, tratamiento, estado, version) =
    (excluded.paciente_id, excluded.clinica_id, excluded.inicio, excluded.fin, excluded.profesional, excluded.gabinete,
     excluded.tratamiento, excluded.estado, c.version + 1)
  WHERE (c.paciente_id, c.clinica_id, c.inicio, c.fin, c.profesional, c.gabinete, c.tratamiento, c.estado) IS DISTINCT FROM
        (excluded.paciente_id, excluded.clinica_id, excluded.inicio, excluded.fin, excluded.profesional, excluded.gabinete,
         excluded.tratamiento, excluded.estado);
  GET DIAGNOSTICS escritas = ROW_COUNT;
  RETURN escritas > 0;
END
$$;
