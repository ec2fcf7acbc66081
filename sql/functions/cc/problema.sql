-- Refuses: raises what the API turns into application/problem+json (app/INTERFACES.md §1).
-- Parameters: codigo, 'CC404' …; detalle, Spanish, for a person; errores, array of {"pointer", "detail", …} or NULL.
-- Returns: nothing, ever. Errors: the one asked for.
CREATE OR REPLACE FUNCTION cc.problema(codigo text, detalle text, errores jsonb DEFAULT NULL) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = codigo, MESSAGE = detalle, DETAIL = coalesce(errores::text, '');
END
$$;
