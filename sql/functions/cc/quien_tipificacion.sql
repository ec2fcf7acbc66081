-- The disposition that a route changes, locked. Parameters: q, of cc.autenticar; id.
-- Returns: tipificacion. Errors: CC403 who does not administer the whole group; CC404 not of the group.
-- Reads: tipificacion (FOR UPDATE).
CREATE OR REPLACE FUNCTION cc.quien_tipificacion(q cc.quien, id bigint) RETURNS cc.tipificacion
LANGUAGE plpgsql AS $$
DECLARE
  fila tipificacion;
BEGIN
  PERFORM quien_grupo(q);
  SELECT t.* INTO fila FROM tipificacion t WHERE t.id = quien_tipificacion.id AND t.grupo_id = q.grupo_id FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM problema('CC404', 'No existe esa tipificación.');
  END IF;
  RETURN fila;
END
$$;
