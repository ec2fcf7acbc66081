-- A new disposition of the group.
-- Parameters: q, of who may; contexto; cuerpo {etiqueta, orden}; without orden it is the last. Returns: tipificacion.
-- Errors: CC403 who does not administer the whole group, CC409 the label is taken, CC422. Writes: tipificacion, auditoria.
CREATE OR REPLACE FUNCTION cc.tipificacion_crear(q cc.quien, contexto jsonb, cuerpo jsonb) RETURNS cc.tipificacion
LANGUAGE plpgsql AS $$
DECLARE
  t tipificacion;
BEGIN
  PERFORM quien_grupo(q);
  PERFORM problema_cuerpo(cuerpo, '{"etiqueta": {"es": "texto", "min": 1, "max": 80, "falta": false},
    "orden": {"es": "entero", "min": 0, "max": 9999}}');
  INSERT INTO tipificacion AS x (grupo_id, etiqueta, orden)
  VALUES (q.grupo_id, btrim(cuerpo ->> 'etiqueta'), coalesce((cuerpo ->> 'orden')::int,
    (SELECT least(coalesce(max(o.orden), 0) + 1, 9999) FROM tipificacion o WHERE o.grupo_id = q.grupo_id)))
  ON CONFLICT (grupo_id, etiqueta) DO NOTHING
  RETURNING x.* INTO t;
  IF t.id IS NULL THEN
    PERFORM problema_campo('etiqueta', 'Ya hay una tipificación con ese nombre, en uso o desactivada.', 'CC409');
  END IF;
  PERFORM quien_audita(q, contexto, 'tipificacion.crear', 'tipificacion', t.id, jsonb_build_object('etiqueta', t.etiqueta));
  RETURN t;
END
$$;
