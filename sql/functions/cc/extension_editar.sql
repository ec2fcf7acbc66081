-- Another label or clinic of a telephone; shared or not; out of use. Its number stays: another number is another extension.
-- Who may not sit there any more is stood up: everybody when it is out of use, those who do not work in its new clinic, and
-- all but the last who sat down when it is shared no longer.
-- Parameters: q, of who may; contexto (`si_coincide`); id; cuerpo {etiqueta, compartida, clinica_id, activa}.
-- Returns: extension. Errors: CC404, CC409 the clinic is closed, CC412, CC428, CC422.
-- Reads: clinica, agente_clinica. Writes: extension, agente_extension, auditoria, evento.
CREATE OR REPLACE FUNCTION cc.extension_editar(q cc.quien, contexto jsonb, id bigint, cuerpo jsonb) RETURNS cc.extension
LANGUAGE plpgsql AS $$
DECLARE
  antes extension := quien_extension(q, extension_editar.id);
  e extension;
  levantados bigint[];
BEGIN
  PERFORM problema_cuerpo(cuerpo, '{"etiqueta": {"es": "texto", "max": 80}, "compartida": {"es": "booleano"},
    "activa": {"es": "booleano"}, "clinica_id": {"es": "entero", "min": 1, "max": 999999999999999}}');
  PERFORM problema_version(contexto, antes.version);
  e := jsonb_populate_record(antes, jsonb_strip_nulls(cuerpo));
  IF e.clinica_id <> antes.clinica_id OR e.activa AND NOT antes.activa THEN
    e.clinica_id := quien_clinica_activa(q, e.clinica_id, NULL);
  END IF;
  UPDATE extension x SET clinica_id = e.clinica_id, etiqueta = btrim(e.etiqueta), compartida = e.compartida,
    activa = e.activa, version = x.version + 1
  WHERE x.id = antes.id
  RETURNING x.* INTO e;
  levantados := agente_levantar(ARRAY(
    SELECT s.agente_id
    FROM (SELECT ae.agente_id, row_number() OVER (ORDER BY ae.desde DESC, ae.id DESC) AS n
          FROM agente_extension ae WHERE ae.extension_id = e.id AND ae.hasta IS NULL) s
    WHERE NOT e.activa OR s.n > 1 AND NOT e.compartida OR NOT EXISTS (
      SELECT FROM agente_clinica ac
      WHERE ac.agente_id = s.agente_id AND ac.clinica_id = e.clinica_id AND ac.rol <> 'delegado')));
  PERFORM quien_audita(q, contexto, 'extension.editar', 'extension', e.id, auditoria_cambios(to_jsonb(antes), to_jsonb(e)));
  PERFORM presencia_emitir(VARIADIC levantados);
  RETURN e;
END
$$;
