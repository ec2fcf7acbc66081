-- The subscription that a route is about, locked where it is to be changed.
-- Parameters: q, of cc.autenticar with the role administrador; id; cambiar. Returns: suscripcion.
-- Errors: CC404 not the caller's. Reads: suscripcion (FOR UPDATE).
CREATE OR REPLACE FUNCTION cc.quien_suscripcion(q cc.quien, id bigint, cambiar boolean) RETURNS cc.suscripcion
LANGUAGE plpgsql AS $$
DECLARE
  s suscripcion;
BEGIN
  IF cambiar THEN
    PERFORM FROM suscripcion x WHERE x.id = quien_suscripcion.id AND x.grupo_id = q.grupo_id FOR NO KEY UPDATE;
  END IF;
  SELECT x.* INTO s FROM suscripcion x WHERE x.id = quien_suscripcion.id;
  IF s.id IS NULL OR NOT quien_ve_suscripcion(q, s) THEN
    PERFORM problema('CC404', 'No existe esa suscripción.');
  END IF;
  RETURN s;
END
$$;
