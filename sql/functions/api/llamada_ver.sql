-- GET /llamadas/:id: one call whole: its card, its notes, and every fact in order with a sentence that says what it means.
-- The id of a call that was merged leads to the one it lives on in.
-- Returns: 200 `llamada` + notas [{id, texto, agente, creada, modificada}], grabaciones [grabacion], ficha, candidatos, cronologia (cc.cronologia);
--   ETag. Errors: CC401, CC403, CC404. Reads: llamada, nota, agente, what the functions called here read.
CREATE OR REPLACE FUNCTION api.llamada_ver(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'llamadas:leer');
  l llamada := quien_ve_llamada(q, llamada_ver.id);
  notas json;
BEGIN
  SELECT json_agg(json_build_object('id', n.id, 'texto', n.texto, 'creada', n.creada, 'modificada', n.modificada,
      'agente', CASE WHEN a.id IS NOT NULL THEN json_build_object('id', a.id, 'nombre', a.nombre) END) ORDER BY n.id) INTO notas
  FROM nota n LEFT JOIN agente a ON a.id = n.agente_id
  WHERE n.llamada_id = l.id;
  RETURN ROW(200, jsonb_build_object('ETag', format('"%s"', l.version)), (llamada_json(l.id)::jsonb || jsonb_build_object(
    'notas', coalesce(notas, '[]'), 'grabaciones', grabaciones_de(l.id),
    'ficha', CASE WHEN l.paciente_id IS NOT NULL THEN ficha(l.paciente_id, q.clinicas, quien_ve_saldo(q)) END,
    'candidatos', candidatos_json(l.grupo_id, l.numero, q.clinicas),
    'cronologia', cronologia(l)))::json)::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.llamada_ver(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.llamada_ver(bytea, jsonb, bigint) TO cc_api;
