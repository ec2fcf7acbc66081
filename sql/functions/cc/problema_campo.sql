-- Refuses one member of the body. Parameters: campo, its name; detalle, Spanish. Errors: CC422.
CREATE OR REPLACE FUNCTION cc.problema_campo(campo text, detalle text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM problema('CC422', 'Hay datos que no son válidos.',
    jsonb_build_array(jsonb_build_object('pointer', '/' || campo, 'detail', detalle)));
END
$$;
