-- Text made safe to stand in an address (RFC 3986 §2.3: everything but unreserved characters is percent-encoded, as UTF-8).
-- Parameters: texto. Returns: text. Reads and writes nothing.
CREATE OR REPLACE FUNCTION cc.url_parte(texto text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF texto ~ '^[A-Za-z0-9_.~+-]*$' THEN -- a reference or a number: nearly all
    RETURN replace(texto, '+', '%2B');
  END IF;
  RETURN (SELECT string_agg(CASE WHEN l.letra ~ '[A-Za-z0-9_.~-]' THEN l.letra
      ELSE regexp_replace(upper(encode(convert_to(l.letra, 'UTF8'), 'hex')), '(..)', '%\1', 'g') END, '' ORDER BY l.n)
    FROM regexp_split_to_table(texto, '') WITH ORDINALITY l (letra, n));
END
$$;
