-- Another label, use or clinic of a line, and whether it is shown when calling. Its number stays: another number is another
-- line. Out of use, or in another clinic, it is preferred no longer.
-- Parameters: q, of who may; contexto (`si_coincide`); id; cuerpo {cc.linea_campos, activa}. Returns: linea.
-- Errors: CC404, CC409, CC412, CC428, CC422. Reads: clinica, the numbering plans. Writes: linea, auditoria.
CREATE OR REPLACE FUNCTION cc.linea_editar(q cc.quien, contexto jsonb, id bigint, cuerpo jsonb) RETURNS cc.linea
LANGUAGE plpgsql AS $$
DECLARE
  antes linea := quien_linea(q, linea_editar.id);
  l linea;
BEGIN
  PERFORM problema_cuerpo(cuerpo, linea_campos() || '{"activa": {"es": "booleano"}}');
  PERFORM problema_version(contexto, antes.version);
  l := jsonb_populate_record(antes, jsonb_strip_nulls(cuerpo));
  l.etiqueta := btrim(l.etiqueta);
  IF l.clinica_id <> antes.clinica_id OR l.activa AND NOT antes.activa THEN
    l.clinica_id := quien_clinica_activa(q, l.clinica_id, NULL);
  END IF;
  l.preferida := coalesce((cuerpo ->> 'preferida')::boolean,
    antes.preferida AND l.activa AND l.saliente AND l.clinica_id = antes.clinica_id);
  l := linea_guardar(l);
  PERFORM quien_audita(q, contexto, 'linea.editar', 'linea', l.id, auditoria_cambios(to_jsonb(antes), to_jsonb(l)));
  RETURN l;
END
$$;
