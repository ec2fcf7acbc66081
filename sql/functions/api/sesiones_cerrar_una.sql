-- DELETE /sesiones/:id: one of my sessions ends.
-- Returns: 204. Errors: CC401, CC404 not mine, or ended already. Reads: sesion. Writes: what cc.sesion_terminar writes, auditoria.
CREATE OR REPLACE FUNCTION api.sesiones_cerrar_una(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, NULL, NULL);
BEGIN
  IF NOT EXISTS (SELECT FROM sesion s WHERE s.id = sesiones_cerrar_una.id AND s.agente_id = q.agente_id)
     OR sesion_terminar(ARRAY[sesiones_cerrar_una.id]) = 0 THEN
    PERFORM problema('CC404', 'No existe esa sesión.');
  END IF;
  PERFORM quien_audita(q, contexto, 'sesion.cerrar', 'sesion', sesiones_cerrar_una.id);
  RETURN ROW(204, NULL, NULL)::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.sesiones_cerrar_una(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.sesiones_cerrar_una(bytea, jsonb, bigint) TO cc_api;
