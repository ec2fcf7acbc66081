-- DELETE /sesiones: all my sessions end, this one too.
-- Returns: 204. Errors: CC401. Writes: what cc.sesion_terminar writes, auditoria.
CREATE OR REPLACE FUNCTION api.sesiones_cerrar(credencial bytea, contexto jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, NULL, NULL);
BEGIN
  PERFORM quien_audita(q, contexto, 'sesion.cerrar_todas', 'agente', q.agente_id);
  PERFORM sesion_terminar(ARRAY(SELECT s.id FROM sesion s WHERE s.agente_id = q.agente_id AND s.cerrada IS NULL));
  RETURN ROW(204, NULL, NULL)::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.sesiones_cerrar(bytea, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.sesiones_cerrar(bytea, jsonb) TO cc_api;
