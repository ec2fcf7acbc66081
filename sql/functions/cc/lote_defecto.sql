-- What the report of a bulk feed says of a line that was not taken.
-- Parameters: numero, of the line, from 1; estado, mensaje, detalle of the refusal. Returns: {linea, detail, errors}.
-- Texts are shown for our own codes only: PostgreSQL's may quote the line.
CREATE OR REPLACE FUNCTION cc.lote_defecto(numero bigint, estado text, mensaje text, detalle text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN jsonb_build_object('linea', numero,
    'detail', CASE WHEN estado LIKE 'CC%' THEN mensaje WHEN estado LIKE '23%' THEN 'No se puede guardar.' ELSE 'No es JSON.' END,
    'errors', CASE WHEN estado LIKE 'CC%' THEN coalesce(nullif(detalle, ''), '[]')::jsonb ELSE '[]' END);
END
$$;
