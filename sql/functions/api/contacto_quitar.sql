-- DELETE /contactos/:id: the number is nobody's again; its calls are unknown ones.
-- Parameters: id. Returns: 204. Errors: CC401, CC403 (bloqueado: supervisors), CC404.
-- Writes: contacto, llamada, auditoria, evento.
CREATE OR REPLACE FUNCTION api.contacto_quitar(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'pacientes:escribir');
  c contacto := quien_contacto(q, contacto_quitar.id);
  de_hoy bigint[];
BEGIN
  PERFORM contacto_permitir(q, c.clave, c.clase, NULL);
  WITH suya AS (
    SELECT l.id FROM llamada l WHERE l.contacto_id = c.id ORDER BY l.id FOR NO KEY UPDATE
  ), devuelta AS (
    UPDATE llamada l SET contacto_id = NULL, version = l.version + 1,
      identificacion = CASE l.identificacion WHEN 'contacto' THEN 'desconocida' ELSE l.identificacion END
    FROM suya WHERE l.id = suya.id
    RETURNING l.id, l.inicio)
  SELECT array_agg(d.id) INTO de_hoy FROM devuelta d WHERE d.inicio > ahora() - interval '24 hours';
  DELETE FROM contacto x WHERE x.id = c.id;
  PERFORM quien_audita(q, contexto, 'contacto.quitar', 'contacto', c.id, jsonb_build_object('clase', c.clase));
  PERFORM flujo_emitir(llamadas_entregas(VARIADIC coalesce(de_hoy, '{}')));
  RETURN ROW(204, NULL, NULL)::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.contacto_quitar(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.contacto_quitar(bytea, jsonb, bigint) TO cc_api;
