-- A clinic's week, replaced whole. Without any range the clinic is always open.
-- Parameters: q, of who may; contexto (`si_coincide`); clinica, id; cuerpo {franjas: [{dia_semana, abre, cierra}]}, 70 at most.
-- Errors: CC404 not a clinic of the caller's, CC412, CC428, CC422 with a pointer to each bad range.
-- Writes: horario, clinica.horario_version, auditoria (the week before and after).
CREATE OR REPLACE FUNCTION cc.horario_poner(q cc.quien, contexto jsonb, clinica bigint, cuerpo jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  c clinica := quien_clinica_fila(q, clinica);
  antes json := horario_json(c.id);
  errores jsonb;
BEGIN
  PERFORM problema_cuerpo(cuerpo, '{"franjas": {"es": "lista", "max": 70, "falta": false, "campos": {
    "dia_semana": {"es": "entero", "min": 1, "max": 7, "falta": false},
    "abre": {"es": "hora", "falta": false}, "cierra": {"es": "hora", "falta": false}}}}');
  PERFORM problema_version(contexto, c.horario_version);
  errores := horario_errores(cuerpo -> 'franjas');
  IF errores IS NOT NULL THEN
    PERFORM problema('CC422', 'Hay franjas que no son válidas.', errores);
  END IF;
  DELETE FROM horario h WHERE h.clinica_id = c.id;
  INSERT INTO horario (grupo_id, clinica_id, dia_semana, abre, cierra)
  SELECT c.grupo_id, c.id, f.dia_semana, f.abre, f.cierra
  FROM jsonb_to_recordset(cuerpo -> 'franjas') f (dia_semana int, abre time, cierra time);
  UPDATE clinica x SET horario_version = x.horario_version + 1 WHERE x.id = c.id;
  PERFORM quien_audita(q, contexto, 'horario.poner', 'clinica', c.id,
    jsonb_build_object('franjas', jsonb_build_array(antes -> 'franjas', cuerpo -> 'franjas')));
END
$$;
