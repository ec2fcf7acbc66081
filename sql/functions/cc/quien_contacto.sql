-- The contact that a route changes, locked, its number before it. Parameters: q, of cc.autenticar; id.
-- Returns: contacto. Errors: CC404 not of the caller's group. Reads: contacto (FOR UPDATE).
CREATE OR REPLACE FUNCTION cc.quien_contacto(q cc.quien, id bigint) RETURNS cc.contacto
LANGUAGE plpgsql AS $$
DECLARE
  c contacto;
BEGIN
  PERFORM numero_bloquear(x.grupo_id, x.clave) FROM contacto x WHERE x.id = quien_contacto.id AND x.grupo_id = q.grupo_id;
  SELECT x.* INTO c FROM contacto x WHERE x.id = quien_contacto.id AND x.grupo_id = q.grupo_id FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM problema('CC404', 'No existe ese contacto.');
  END IF;
  RETURN c;
END
$$;
