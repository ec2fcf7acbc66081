-- Where failed logins of a name that is nobody's are counted. Parameters: usuario, as typed. Returns: 0 to 4095.
CREATE OR REPLACE FUNCTION cc.sesion_cubo(usuario text) RETURNS int
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN hashtext(lower(btrim(usuario))) & 4095;
END
$$;
