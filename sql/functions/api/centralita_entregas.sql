-- GET /centralitas/:id/entregas: what it delivered last, kept or not, and what became of each; the newest 50.
-- Parameters: id. Returns: 200 {elementos: [entrega]}. Errors: CC401, CC403, CC404.
-- Reads: evento_pbx, entrega_aparte. A raw body is shown to whoever administers its clinic, its first 2000 letters.
CREATE OR REPLACE FUNCTION api.centralita_entregas(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', NULL);
  c centralita := quien_centralita(q, centralita_entregas.id, false);
BEGIN
  RETURN ROW(200, NULL, (
    SELECT json_build_object('elementos', coalesce(json_agg(x.entrega ORDER BY x.recibido DESC, x.orden DESC), '[]'))
    FROM (
      SELECT y.* FROM (
        SELECT e.recibido, e.id AS orden, entrega_json(e) AS entrega FROM (
          SELECT e.* FROM evento_pbx e WHERE e.centralita_id = c.id ORDER BY e.recibido DESC, e.id DESC LIMIT 50) e
        UNION ALL
        SELECT a.recibido, 0, json_build_object('id', NULL, 'recibido', a.recibido, 'veredicto', a.veredicto, 'motivo', a.motivo,
          'elementos', 0, 'bytes', a.bytes, 'cabeceras', a.cabeceras, 'crudo', NULL, 'repetible', false, 'repetida', NULL,
          'peticion', a.peticion)
        FROM entrega_aparte a WHERE a.centralita_id = c.id) y
      ORDER BY y.recibido DESC, y.orden DESC LIMIT 50) x))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.centralita_entregas(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.centralita_entregas(bytea, jsonb, bigint) TO cc_api;
