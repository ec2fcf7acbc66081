-- Takes a line away; one that calls refer to stays, out of use.
-- Parameters: q, of who may; contexto; id. Returns: linea; NULL when it is gone. Errors: CC404. Writes: linea, auditoria.
CREATE OR REPLACE FUNCTION cc.linea_quitar(q cc.quien, contexto jsonb, id bigint) RETURNS cc.linea
LANGUAGE plpgsql AS $$
DECLARE
  l linea := quien_linea(q, linea_quitar.id);
BEGIN
  PERFORM quien_audita(q, contexto, 'linea.quitar', 'linea', l.id, jsonb_build_object('numero', l.clave));
  DELETE FROM linea x WHERE x.id = l.id;
  RETURN NULL;
EXCEPTION WHEN foreign_key_violation THEN
  RETURN linea_editar(q, contexto || '{"si_coincide": "*"}', l.id, '{"activa": false}');
END
$$;
