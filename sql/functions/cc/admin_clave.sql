-- The API key that the command line names, locked. Parameters: argumentos {clave (id)}. Returns: clave_api. Errors: CC404.
-- Reads: clave_api (FOR UPDATE).
CREATE OR REPLACE FUNCTION cc.admin_clave(argumentos jsonb) RETURNS cc.clave_api
LANGUAGE plpgsql AS $$
DECLARE
  k cc.clave_api;
BEGIN
  SELECT x.* INTO k FROM cc.clave_api x WHERE x.id = (argumentos ->> 'clave')::bigint FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'No hay ninguna clave %.', argumentos ->> 'clave' USING ERRCODE = 'CC404';
  END IF;
  RETURN k;
END
$$;
