-- The fragment of a telephone number that a text is, as a LIKE pattern.
-- Parameters: texto. Returns: text; NULL unless the text is three digits or more and nothing but what numbers are written
--   with.
CREATE OR REPLACE FUNCTION cc.texto_digitos(texto text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  digitos text := regexp_replace(texto, '[^0-9]', '', 'g');
BEGIN
  RETURN CASE WHEN texto ~ '^[0-9+ ./()-]+$' AND length(digitos) >= 3 THEN '%' || digitos || '%' END;
END
$$;
