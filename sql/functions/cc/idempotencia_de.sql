-- Whose idempotency keys: those of an agent's session and of an API key do not meet.
-- Parameters: q, of cc.autenticar. Returns: text, column `quien` of cc.idempotencia.
CREATE OR REPLACE FUNCTION cc.idempotencia_de(q cc.quien) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN coalesce('s' || q.sesion_id, 'k' || q.clave_id);
END
$$;
