-- An address of the ERP with its placeholders filled in: {id} ours, {ref} the ERP's, {telefono} the number in E.164.
-- Parameters: plantilla, grupo.url_ficha or url_cita; id; ref; telefono. Returns: text; NULL where the address needs
-- something that the patient has not. Reads and writes nothing.
CREATE OR REPLACE FUNCTION cc.url_erp(plantilla text, id bigint, ref text, telefono text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF plantilla IS NULL OR (plantilla LIKE '%{ref}%' AND ref IS NULL) OR (plantilla LIKE '%{telefono}%' AND telefono IS NULL) THEN
    RETURN NULL;
  END IF;
  RETURN replace(replace(replace(plantilla, '{id}', id::text),
    '{ref}', coalesce(cc.url_parte(ref), '')), '{telefono}', coalesce(cc.url_parte(telefono), ''));
END
$$;
