-- A text to search for, as LIKE patterns over cc.sin_acentos: every word must be there, in any order; one of three letters
-- or more anywhere, a shorter one at the beginning of a word.
-- Parameters: texto, as typed, not blank.
-- Returns: llano, the text without accents and double spaces; palabras, its words, escaped for LIKE; criba, the pattern of
--   each word, to be held against ' ' || text; hilo, three patterns that an index on trigrams finds by, '%' where there are
--   not so many.
CREATE OR REPLACE FUNCTION cc.texto_patrones(texto text,
  OUT llano text, OUT palabras text[], OUT criba text[], OUT hilo text[])
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  llano := regexp_replace(btrim(sin_acentos(texto)), '\s+', ' ', 'g');
  palabras := string_to_array(texto_escapar(llano), ' ');
  criba := ARRAY(SELECT CASE WHEN length(p) < 3 THEN '% ' ELSE '%' END || p || '%' FROM unnest(palabras) p);
  hilo := coalesce(
    (SELECT array_agg(c ORDER BY length(c) DESC) FROM unnest(criba) c WHERE c NOT LIKE '\% %'), criba[:1]) || '{%,%}'::text[];
END
$$;
