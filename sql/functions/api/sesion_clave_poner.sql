-- PUT /sesion/clave, second half: the present password was right. My other sessions end: somebody may have known the old one.
-- Parameters: de, the hash that was verified; a, Argon2id of the new password.
-- Returns: 204. Errors: CC401; CC409 it was changed meanwhile. Writes: agente, what cc.sesion_terminar writes, auditoria.
CREATE OR REPLACE FUNCTION api.sesion_clave_poner(credencial bytea, contexto jsonb, de text, a text) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, NULL, NULL);
BEGIN
  UPDATE agente x SET clave_hash = sesion_clave_poner.a, fallos = 0, fallo_ultimo = NULL, version = x.version + 1
  WHERE x.id = q.agente_id AND x.clave_hash = de;
  IF NOT FOUND THEN
    PERFORM problema('CC409', 'La contraseña ha cambiado mientras tanto.');
  END IF;
  PERFORM quien_audita(q, contexto, 'agente.clave', 'agente', q.agente_id);
  PERFORM sesion_terminar(ARRAY(
    SELECT s.id FROM sesion s WHERE s.agente_id = q.agente_id AND s.id <> q.sesion_id AND s.cerrada IS NULL));
  RETURN ROW(204, NULL, NULL)::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.sesion_clave_poner(bytea, jsonb, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.sesion_clave_poner(bytea, jsonb, text, text) TO cc_api;
