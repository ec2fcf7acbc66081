-- POST /sesion, second half: the password was right.
-- Parameters: agente, as api.sesion_buscar said; token_hash, SHA-256 of the cookie's token; contexto (`ip`).
-- Returns: 201 `sesion`; the worker adds the cookie. Errors: CC401 the agent is gone meanwhile; CC403 no clinic.
-- Reads: agente, agente_clinica. Writes: sesion, agente (failures forgotten), auditoria.
CREATE OR REPLACE FUNCTION api.sesion_crear(agente bigint, token_hash bytea, contexto jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien;
BEGIN
  UPDATE agente a SET fallos = 0, fallo_ultimo = NULL
  WHERE a.id = sesion_crear.agente AND a.activo
  RETURNING a.grupo_id, a.id INTO q.grupo_id, q.agente_id;
  IF NOT FOUND THEN
    PERFORM problema('CC401', 'El usuario o la contraseña no son correctos.');
  ELSIF NOT EXISTS (SELECT FROM agente_clinica ac WHERE ac.agente_id = q.agente_id) THEN
    PERFORM problema('CC403', 'Su usuario no pertenece todavía a ninguna clínica.');
  END IF;
  INSERT INTO sesion (grupo_id, agente_id, token_hash, creada, ultimo_uso, caduca, ip)
  VALUES (q.grupo_id, q.agente_id, sesion_crear.token_hash, ahora(), ahora(), ahora() + interval '16 hours',
          -- Over a unix socket the address is no address.
          substring(contexto ->> 'ip' FROM '^[0-9a-fA-F.:]+$')::inet)
  RETURNING id INTO q.sesion_id;
  PERFORM quien_audita(q, contexto, 'sesion.crear', 'sesion', q.sesion_id);
  RETURN ROW(201, NULL, sesion_json(q.sesion_id))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.sesion_crear(bigint, bytea, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.sesion_crear(bigint, bytea, jsonb) TO cc_api;
