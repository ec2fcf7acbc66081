-- GET /tipificaciones: the dispositions of the group, in its order. Parameters: todas (true: those out of use as well).
-- Returns: 200 {elementos: [tipificacion]}. Errors: CC401, CC403. Reads: tipificacion.
CREATE OR REPLACE FUNCTION api.tipificaciones_listar(credencial bytea, contexto jsonb, todas boolean) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'config:leer');
BEGIN
  RETURN respuesta_lista((
    SELECT json_agg(tipificacion_json(t) ORDER BY t.orden, t.etiqueta)
    FROM tipificacion t WHERE t.grupo_id = q.grupo_id AND (t.activa OR todas)));
END
$$;
REVOKE ALL ON FUNCTION api.tipificaciones_listar(bytea, jsonb, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.tipificaciones_listar(bytea, jsonb, boolean) TO cc_api;
