-- Whether somebody administers all that a key of these clinics reaches: what they may give, see and take away.
-- Parameters: q, of cc.autenticar for an administrador; clinicas, of the key; NULL: every one of the group. Returns: boolean.
-- Reads: clinica.
CREATE OR REPLACE FUNCTION cc.clave_alcanza(q cc.quien, clinicas bigint[]) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN coalesce(clinicas, ARRAY(SELECT c.id FROM clinica c WHERE c.grupo_id = q.grupo_id)) <@ q.clinicas_administra;
END
$$;
