-- The API key that a route changes, locked. Parameters: q, of cc.autenticar; id. Returns: clave_api.
-- Errors: CC404 not one whose whole reach the caller administers; CC409 it was revoked. Reads: clave_api (FOR UPDATE), clinica.
CREATE OR REPLACE FUNCTION cc.quien_clave(q cc.quien, id bigint) RETURNS cc.clave_api
LANGUAGE plpgsql AS $$
DECLARE
  k clave_api;
BEGIN
  SELECT x.* INTO k FROM clave_api x
  WHERE x.id = quien_clave.id AND x.grupo_id = q.grupo_id AND clave_alcanza(q, x.clinicas)
  FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM problema('CC404', 'No existe esa clave.');
  ELSIF k.revocada IS NOT NULL THEN
    PERFORM problema('CC409', 'Esa clave está revocada.');
  END IF;
  RETURN k;
END
$$;
