-- GET /tipificaciones: the dispositions of the group, in its order.
-- Returns: 200 {elementos: [{id, etiqueta, orden}]}. Errors: CC401, CC403. Reads: tipificacion.
CREATE OR REPLACE FUNCTION api.tipificaciones_listar(credencial bytea, contexto jsonb) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', NULL);
BEGIN
  RETURN ROW(200, NULL, json_build_object('elementos', (
    SELECT coalesce(json_agg(json_build_object('id', t.id, 'etiqueta', t.etiqueta, 'orden', t.orden)
      ORDER BY t.orden, t.etiqueta), '[]')
    FROM tipificacion t WHERE t.grupo_id = q.grupo_id AND t.activa)))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.tipificaciones_listar(bytea, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.tipificaciones_listar(bytea, jsonb) TO cc_api;
