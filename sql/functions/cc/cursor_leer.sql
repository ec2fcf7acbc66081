-- The row that a cursor names. Parameters: marca, of cc.cursor_crear, or NULL. Returns: inicio, id; NULL for NULL.
-- Errors: CC422 it is none of ours.
CREATE OR REPLACE FUNCTION cc.cursor_leer(marca text, OUT inicio timestamptz, OUT id bigint)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  crudo bytea;
BEGIN
  IF marca IS NULL THEN
    RETURN;
  ELSIF marca !~ '^[A-Za-z0-9_-]{22}$' THEN
    PERFORM problema_campo('cursor', 'Ese cursor no es de esta lista.');
  END IF;
  crudo := decode(translate(marca, '-_', '+/') || '==', 'base64');
  id := ('x' || encode(substr(crudo, 9), 'hex'))::bit(64)::bigint;
  inicio := to_timestamp(0) + ('x' || encode(substr(crudo, 1, 8), 'hex'))::bit(64)::bigint * interval '1 microsecond';
EXCEPTION WHEN datetime_field_overflow OR interval_field_overflow THEN
  PERFORM problema_campo('cursor', 'Ese cursor no es de esta lista.');
END
$$;
