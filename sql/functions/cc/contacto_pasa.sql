-- Whether a contact passes the filters of the list. Parameters: c; clase, NULL for any; q, letters of the name or note, or
-- digits of the number, NULL for any. Returns: boolean.
CREATE OR REPLACE FUNCTION cc.contacto_pasa(c cc.contacto, clase text, q text) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (contacto_pasa.clase IS NULL OR c.clase = contacto_pasa.clase)
    AND (q IS NULL OR sin_acentos(c.nombre || ' ' || c.nota) LIKE '%' || texto_escapar(sin_acentos(btrim(q))) || '%'
      OR c.clave LIKE '%' || nullif(regexp_replace(q, '\D', '', 'g'), '') || '%');
END
$$;
