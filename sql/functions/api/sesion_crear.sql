-- POST /sesion, second half: the password was right.
-- Parameters: agente, as api.sesion_buscar said; token_hash, SHA-256 of the cookie's token; contexto (`ip`); inactiva_min and
--   maxima_min, how long the session lives without use and in all.
-- Returns: 201 `sesion`; the worker adds the cookie. Errors: CC401 the agent is gone meanwhile; CC403 no clinic.
-- Reads: agente_clinica. Writes: sesion, agente (failures forgotten), auditoria.
CREATE OR REPLACE FUNCTION api.sesion_crear(agente bigint, token_hash bytea, contexto jsonb,
  inactiva_min int DEFAULT 480, maxima_min int DEFAULT 960) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien;
BEGIN
  UPDATE agente a SET fallos = 0, fallo_ultimo = NULL
  WHERE a.id = sesion_crear.agente AND a.activo
  RETURNING a.grupo_id, a.id INTO q.grupo_id, q.agente_id;
  IF NOT FOUND THEN
    PERFORM problema('CC401', 'El usuario o la contraseña no son correctos.');
  END IF;
  -- By itself: sesion_json is stable, and sees what was there before its statement.
  q.sesion_id := sesion_abrir(q, contexto, token_hash, inactiva_min, maxima_min);
  RETURN ROW(201, NULL, sesion_json(q.sesion_id))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.sesion_crear(bigint, bytea, jsonb, int, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.sesion_crear(bigint, bytea, jsonb, int, int) TO cc_api;
