-- The answer of a route that made or changed one row.
-- Parameters: estado; fila, with `id` and `version`; ruta, of what was made ('lineas'), NULL where nothing was.
-- Returns: api.respuesta with ETag, and Location where a ruta is given.
CREATE OR REPLACE FUNCTION cc.respuesta_fila(estado int, fila json, ruta text DEFAULT NULL) RETURNS api.respuesta
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN ROW(estado, jsonb_strip_nulls(jsonb_build_object('ETag', format('"%s"', fila ->> 'version'),
    'Location', '/api/contact-center/' || ruta || '/' || (fila ->> 'id'))), fila)::api.respuesta;
END
$$;
