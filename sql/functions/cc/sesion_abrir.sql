-- Opens a session.
-- Parameters: q, whose grupo_id and agente_id are known, and clave_id where an ERP opens it; contexto (`ip`); token_hash, SHA-256
--   of the cookie's token; inactiva_min, maxima_min, how long it lives without use and in all.
-- Returns: id. Errors: CC403 the agent has no clinic. Reads: agente_clinica. Writes: sesion, auditoria.
CREATE OR REPLACE FUNCTION cc.sesion_abrir(q cc.quien, contexto jsonb, token_hash bytea, inactiva_min int, maxima_min int)
RETURNS bigint
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM agente_clinica ac WHERE ac.agente_id = q.agente_id) THEN
    PERFORM problema('CC403', 'Su usuario no pertenece todavía a ninguna clínica.');
  END IF;
  INSERT INTO sesion (grupo_id, agente_id, clave_api_id, token_hash, creada, ultimo_uso, inactividad, caduca, ip)
  VALUES (q.grupo_id, q.agente_id, q.clave_id, sesion_abrir.token_hash, ahora(), ahora(), inactiva_min * interval '1 minute',
          ahora() + maxima_min * interval '1 minute',
          -- Over a unix socket the address is no address.
          substring(contexto ->> 'ip' FROM '^[0-9a-fA-F.:]+$')::inet)
  RETURNING id INTO q.sesion_id;
  PERFORM quien_audita(q, contexto, 'sesion.crear', 'sesion', q.sesion_id);
  RETURN q.sesion_id;
END
$$;
