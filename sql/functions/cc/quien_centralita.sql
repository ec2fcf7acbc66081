-- The PBX that a route is about, locked where it is to be changed. It is administered where its own clinic is.
-- Parameters: q, of cc.autenticar with the role administrador; id; cambiar. Returns: centralita.
-- Errors: CC404 not of a clinic that the caller administers. Reads: centralita (FOR UPDATE).
CREATE OR REPLACE FUNCTION cc.quien_centralita(q cc.quien, id bigint, cambiar boolean) RETURNS cc.centralita
LANGUAGE plpgsql AS $$
DECLARE
  c centralita;
BEGIN
  IF cambiar THEN
    PERFORM FROM centralita x WHERE x.id = quien_centralita.id AND x.grupo_id = q.grupo_id FOR UPDATE;
  END IF;
  SELECT x.* INTO c FROM centralita x
  WHERE x.id = quien_centralita.id AND x.grupo_id = q.grupo_id AND x.clinica_id = ANY (q.clinicas);
  IF NOT FOUND THEN
    PERFORM problema('CC404', 'No existe esa centralita.');
  END IF;
  RETURN c;
END
$$;
