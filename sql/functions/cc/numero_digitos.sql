-- What two writings of one number have in common: its last nine digits. Parameters: numero, written in any way.
-- Returns: text, NULL where there is no digit. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.numero_digitos(numero text) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN nullif(right(regexp_replace(numero, '\D', '', 'g'), 9), '');
END $$;
