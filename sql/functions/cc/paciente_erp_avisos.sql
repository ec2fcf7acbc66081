-- Makes a patient's alerts those of the ERP's list.
-- Parameters: p, the patient; lista, of {nivel, texto, recepcion, hasta}, checked; NULL: they stay as they are.
-- Returns: whether anything was written. Writes: aviso.
CREATE OR REPLACE FUNCTION cc.paciente_erp_avisos(p cc.paciente, lista jsonb) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  escritos int;
BEGIN
  IF coalesce(lista, 'null') = 'null' THEN
    RETURN false;
  END IF;
  WITH dicho AS (
    SELECT DISTINCT coalesce(e ->> 'nivel', 'info') AS nivel, btrim(e ->> 'texto') AS texto,
      coalesce((e ->> 'recepcion')::boolean, true) AS recepcion, (e ->> 'hasta')::timestamptz AS hasta
    FROM jsonb_array_elements(lista) e
  ), quitado AS (
    DELETE FROM aviso a WHERE a.paciente_id = p.id AND NOT EXISTS (
      SELECT FROM dicho d WHERE (d.nivel, d.texto, d.recepcion, d.hasta) IS NOT DISTINCT FROM (a.nivel, a.texto, a.recepcion, a.hasta))
    RETURNING 1
  ), puesto AS (
    INSERT INTO aviso (grupo_id, paciente_id, nivel, texto, recepcion, hasta)
    SELECT p.grupo_id, p.id, d.nivel, d.texto, d.recepcion, d.hasta FROM dicho d WHERE NOT EXISTS (
      SELECT FROM aviso a
      WHERE a.paciente_id = p.id AND (d.nivel, d.texto, d.recepcion, d.hasta) IS NOT DISTINCT FROM (a.nivel, a.texto, a.recepcion, a.hasta))
    RETURNING 1)
  SELECT count(*) INTO escritos FROM (SELECT FROM quitado UNION ALL SELECT FROM puesto) u;
  RETURN escritos > 0;
END
$$;
