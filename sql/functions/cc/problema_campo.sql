-- Refuses one member of the body.
-- Parameters: campo, its name; detalle, Spanish; codigo, CC404 where it names something that is not there for the caller.
-- Errors: CC422, or the one asked for.
CREATE OR REPLACE FUNCTION cc.problema_campo(campo text, detalle text, codigo text DEFAULT 'CC422') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM problema(codigo, CASE codigo WHEN 'CC422' THEN 'Hay datos que no son válidos.' ELSE detalle END,
    jsonb_build_array(jsonb_build_object('pointer', '/' || campo, 'detail', detalle)));
END
$$;
