-- DELETE /sesion: log out (cc.sesion_terminar).
-- Returns: 204. Errors: CC401. Writes: sesion, agente_extension, presencia, evento, auditoria.
CREATE OR REPLACE FUNCTION api.sesion_cerrar(credencial bytea, contexto jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, NULL, NULL);
BEGIN
  PERFORM quien_audita(q, contexto, 'sesion.cerrar', 'sesion', q.sesion_id);
  PERFORM sesion_terminar(ARRAY[q.sesion_id]);
  RETURN ROW(204, NULL, NULL)::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.sesion_cerrar(bytea, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.sesion_cerrar(bytea, jsonb) TO cc_api;
