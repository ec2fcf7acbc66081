-- The header that leads to a list's next page (RFC 8288).
-- Parameters: ruta, below /api/contact-center/; filtros, the query's members; siguiente, the cursor, NULL on the last page.
-- Returns: {"Link": …}; NULL when there is no next page.
CREATE OR REPLACE FUNCTION cc.cursor_enlace(ruta text, filtros jsonb, siguiente text) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT jsonb_build_object('Link', format('</api/contact-center/%s?%s>; rel="next"', ruta,
      string_agg(e.key || '=' || url_parte(e.value), '&' ORDER BY e.key)))
    FROM jsonb_each_text(jsonb_strip_nulls(filtros) || jsonb_build_object('cursor', siguiente)) e
    HAVING siguiente IS NOT NULL);
END
$$;
