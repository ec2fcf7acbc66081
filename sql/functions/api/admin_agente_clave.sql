-- Sets an agent's password (forgotten, or first) and closes their sessions.
-- Parameters: argumentos {usuario, clave_hash (Argon2id)}. Returns: {id, usuario, sesiones_cerradas}. Errors: CC404.
-- Reads: agente. Writes: agente, what cc.sesion_terminar writes, auditoria.
CREATE OR REPLACE FUNCTION api.admin_agente_clave(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  quien cc.agente;
  cerradas int;
BEGIN
  UPDATE cc.agente a SET clave_hash = argumentos ->> 'clave_hash', fallos = 0, version = a.version + 1
  WHERE a.usuario = lower(argumentos ->> 'usuario') RETURNING * INTO quien;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'No hay ningún agente con ese usuario.' USING ERRCODE = 'CC404';
  END IF;
  cerradas := sesion_terminar(ARRAY(SELECT s.id FROM cc.sesion s WHERE s.agente_id = quien.id AND s.cerrada IS NULL));
  PERFORM cc.admin_auditar(quien.grupo_id, 'agente.clave', quien.id);
  RETURN json_build_object('id', quien.id, 'usuario', quien.usuario, 'sesiones_cerradas', cerradas);
END
$$;
REVOKE ALL ON FUNCTION api.admin_agente_clave(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_agente_clave(jsonb) TO cc_admin;
