-- A number as a tel: address (RFC 3966), for files that a spreadsheet may open: bare, +34612345678 would become the number
-- 34612345678 there and 016 the number 16, and a plus sign would begin a formula.
-- Parameters: clave, as cc.telefono_clave gives it. Returns: text, NULL for NULL.
CREATE OR REPLACE FUNCTION cc.telefono_uri(clave text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN 'tel:' || clave;
END
$$;
