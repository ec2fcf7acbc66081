-- Bytes as a text that can be shown: their first letters, or hexadecimal when they are no text.
-- Parameters: crudo; letras, at most. Returns: text.
CREATE OR REPLACE FUNCTION cc.entrega_texto(crudo bytea, letras int) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN left(convert_from(crudo, 'UTF8'), letras);
EXCEPTION WHEN character_not_in_repertoire OR untranslatable_character THEN
  RETURN '\x' || encode(substr(crudo, 1, letras / 2), 'hex');
END $$;
