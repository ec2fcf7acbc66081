-- Takes a disposition away; one that calls have stays, out of use.
-- Parameters: q, of who may; contexto; id. Returns: tipificacion; NULL when it is gone. Errors: CC403, CC404.
-- Writes: tipificacion, auditoria.
CREATE OR REPLACE FUNCTION cc.tipificacion_quitar(q cc.quien, contexto jsonb, id bigint) RETURNS cc.tipificacion
LANGUAGE plpgsql AS $$
DECLARE
  t tipificacion := quien_tipificacion(q, tipificacion_quitar.id);
BEGIN
  PERFORM quien_audita(q, contexto, 'tipificacion.quitar', 'tipificacion', t.id, jsonb_build_object('etiqueta', t.etiqueta));
  DELETE FROM tipificacion x WHERE x.id = t.id;
  RETURN NULL;
EXCEPTION WHEN foreign_key_violation THEN
  RETURN tipificacion_editar(q, contexto || '{"si_coincide": "*"}', t.id, '{"activa": false}');
END
$$;
