-- DELETE /sesion: log out. With the agent's last session goes their seat.
-- Returns: 204. Errors: CC401. Writes: sesion, agente_extension, presencia, evento, auditoria.
CREATE OR REPLACE FUNCTION api.sesion_cerrar(credencial bytea, contexto jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, NULL, NULL);
BEGIN
  UPDATE sesion s SET cerrada = ahora() WHERE s.id = q.sesion_id;
  PERFORM quien_audita(q, contexto, 'sesion.cerrar', 'sesion', q.sesion_id);
  IF NOT EXISTS (
       SELECT FROM sesion s
       WHERE s.agente_id = q.agente_id AND s.cerrada IS NULL AND s.caduca > ahora()
         AND s.ultimo_uso + s.inactividad > ahora()) THEN
    UPDATE agente_extension ae SET hasta = ahora() WHERE ae.agente_id = q.agente_id AND ae.hasta IS NULL;
    UPDATE presencia p SET estado = 'desconectado', motivo = NULL, conectado = false, desde = ahora()
    WHERE p.agente_id = q.agente_id;
    PERFORM presencia_emitir(q.agente_id);
  END IF;
  RETURN ROW(204, NULL, NULL)::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.sesion_cerrar(bytea, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.sesion_cerrar(bytea, jsonb) TO cc_api;
