-- Another label or place of a disposition, which the calls that have it show too; out of use.
-- Parameters: q, of who may; contexto (`si_coincide`); id; cuerpo {etiqueta, orden, activa}. Returns: tipificacion.
-- Errors: CC403, CC404, CC409 the label is taken, CC412, CC428, CC422. Writes: tipificacion, auditoria.
CREATE OR REPLACE FUNCTION cc.tipificacion_editar(q cc.quien, contexto jsonb, id bigint, cuerpo jsonb) RETURNS cc.tipificacion
LANGUAGE plpgsql AS $$
DECLARE
  antes tipificacion := quien_tipificacion(q, tipificacion_editar.id);
  t tipificacion;
BEGIN
  PERFORM problema_cuerpo(cuerpo, '{"etiqueta": {"es": "texto", "min": 1, "max": 80},
    "orden": {"es": "entero", "min": 0, "max": 9999}, "activa": {"es": "booleano"}}');
  PERFORM problema_version(contexto, antes.version);
  t := jsonb_populate_record(antes, jsonb_strip_nulls(cuerpo));
  BEGIN
    UPDATE tipificacion x SET etiqueta = btrim(t.etiqueta), orden = t.orden, activa = t.activa, version = x.version + 1
    WHERE x.id = antes.id
    RETURNING x.* INTO t;
  EXCEPTION WHEN unique_violation THEN
    PERFORM problema_campo('etiqueta', 'Ya hay una tipificación con ese nombre, en uso o desactivada.', 'CC409');
  END;
  PERFORM quien_audita(q, contexto, 'tipificacion.editar', 'tipificacion', t.id, auditoria_cambios(to_jsonb(antes), to_jsonb(t)));
  RETURN t;
END
$$;
