-- Whether a caller may see and change a subscription: who administers every clinic that it tells of.
-- Parameters: q, of cc.autenticar with the role administrador; s. Returns: boolean. Reads: clinica.
CREATE OR REPLACE FUNCTION cc.quien_ve_suscripcion(q cc.quien, s cc.suscripcion) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN s.grupo_id = q.grupo_id
    AND coalesce(s.clinicas, ARRAY(SELECT c.id FROM clinica c WHERE c.grupo_id = q.grupo_id)) <@ q.clinicas;
END
$$;
