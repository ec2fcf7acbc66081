-- Takes a telephone away; one that somebody sat at, or that rang, stays, out of use.
-- Parameters: q, of who may; contexto; id. Returns: extension; NULL when it is gone. Errors: CC404.
-- Writes: extension, agente_extension, auditoria, evento.
CREATE OR REPLACE FUNCTION cc.extension_quitar(q cc.quien, contexto jsonb, id bigint) RETURNS cc.extension
LANGUAGE plpgsql AS $$
DECLARE
  e extension := quien_extension(q, extension_quitar.id);
BEGIN
  PERFORM quien_audita(q, contexto, 'extension.quitar', 'extension', e.id, jsonb_build_object('numero', e.numero));
  DELETE FROM extension x WHERE x.id = e.id;
  RETURN NULL;
EXCEPTION WHEN foreign_key_violation THEN
  RETURN extension_editar(q, contexto || '{"si_coincide": "*"}', e.id, '{"activa": false}');
END
$$;
