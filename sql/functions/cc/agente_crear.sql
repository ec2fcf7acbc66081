-- A new person who answers, or administers.
-- Parameters: q, of who may; contexto; cuerpo, cc.agente_campos with usuario, nombre, clinicas; clave_hash (Argon2id).
-- Returns: agente. Errors: CC403, CC404 a clinic, CC409 the user name is taken, CC422. Writes: agente, agente_clinica, auditoria.
CREATE OR REPLACE FUNCTION cc.agente_crear(q cc.quien, contexto jsonb, cuerpo jsonb) RETURNS cc.agente
LANGUAGE plpgsql AS $$
DECLARE
  a agente;
  roles jsonb;
BEGIN
  PERFORM problema_cuerpo(cuerpo, jsonb_set(jsonb_set(jsonb_set(agente_campos(), '{usuario,falta}', 'false'),
    '{nombre,falta}', 'false'), '{clinicas,falta}', 'false') || '{"clave_hash": {"es": "texto", "max": 200}}');
  PERFORM agente_usuario_comprobar(cuerpo ->> 'usuario');
  INSERT INTO agente AS x (grupo_id, usuario, nombre, idioma, clave_hash)
  VALUES (q.grupo_id, lower(btrim(cuerpo ->> 'usuario')), btrim(cuerpo ->> 'nombre'), coalesce(cuerpo ->> 'idioma', 'es'),
          cuerpo ->> 'clave_hash')
  ON CONFLICT (usuario) DO NOTHING
  RETURNING x.* INTO a;
  IF a.id IS NULL THEN
    PERFORM problema_campo('usuario', 'Ese nombre de usuario ya está ocupado: elija otro.', 'CC409');
  END IF;
  roles := agente_roles(q, a.id, cuerpo -> 'clinicas');
  PERFORM quien_audita(q, contexto, 'agente.crear', 'agente', a.id,
    jsonb_build_object('usuario', a.usuario, 'clinicas', roles -> 'ahora'));
  RETURN a;
END
$$;
