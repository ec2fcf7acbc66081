-- What is wrong with an address of the ERP: it is of the web, or of our own site, and its placeholders are ones that
-- cc.url_erp fills in.
-- Parameters: url. Returns: text, Spanish; NULL when nothing is.
CREATE OR REPLACE FUNCTION cc.url_defecto(url text) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE
    WHEN url !~ '^(https?://[^/?#[:space:]{}@]+([/?#]|$)|/([^/]|$))' THEN
      'Debe empezar por https://servidor, o por una sola / si es de este mismo sitio.'
    WHEN url ~ '[[:space:][:cntrl:]"<>\\]' THEN 'No puede llevar espacios, comillas, < > ni \.'
    WHEN regexp_replace(url, '\{(id|ref|telefono)\}', '', 'g') ~ '[{}]' THEN
      'Solo se sustituyen {id} (el nuestro), {ref} (el del ERP) y {telefono}.'
  END;
END
$$;
