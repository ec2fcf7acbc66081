-- A text as it must be written inside a LIKE pattern to stand for itself. Parameters: texto. Returns: text.
CREATE OR REPLACE FUNCTION cc.texto_escapar(texto text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN replace(replace(replace(texto, '\', '\\'), '%', '\%'), '_', '\_');
END
$$;
