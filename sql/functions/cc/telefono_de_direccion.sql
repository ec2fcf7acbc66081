-- The number inside a sip:, sips: or tel: address: the user part, unescaped where it matters, after the phone-context's
-- prefix if that is a number (RFC 3966 §5.1.4). A sip: address without user is a host and has no number.
-- Parameters: direccion, beginning with its scheme. Returns: text, perhaps ''. Reads and writes nothing.
CREATE OR REPLACE FUNCTION cc.telefono_de_direccion(direccion text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  usuario text := regexp_replace(direccion, '^\s*[^:]*:([^;@?>]*).*$', '\1');
  contexto text := substring(direccion FROM ';phone-context=(\+[0-9().-]+)');
BEGIN
  IF direccion ~* '^\s*sip' AND direccion NOT LIKE '%@%' AND usuario ~ '[.:]' THEN
    RETURN '';
  END IF;
  RETURN coalesce(contexto, '') || replace(replace(replace(usuario, '%2B', '+'), '%2b', '+'), '%20', ' ');
END $$;
