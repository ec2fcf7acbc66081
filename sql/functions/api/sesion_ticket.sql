-- POST /sesion/ticket: lets this session open one socket within 30 s, where the cookie does not travel.
-- Parameters: token_hash, SHA-256 of the ticket that the worker made and will show once.
-- Returns: 201 without body: the worker writes {"ticket"}. Errors: CC401.
-- Writes: sesion_ticket (and forgets the expired ones of this session). Single use: api.relay_sesion deletes it.
CREATE OR REPLACE FUNCTION api.sesion_ticket(credencial bytea, contexto jsonb, token_hash bytea) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, NULL, NULL);
BEGIN
  DELETE FROM sesion_ticket t WHERE t.sesion_id = q.sesion_id AND t.caduca < ahora();
  INSERT INTO sesion_ticket (token_hash, sesion_id, caduca)
  VALUES (sesion_ticket.token_hash, q.sesion_id, ahora() + interval '30 seconds');
  RETURN ROW(201, NULL, NULL)::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.sesion_ticket(bytea, jsonb, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.sesion_ticket(bytea, jsonb, bytea) TO cc_api;
