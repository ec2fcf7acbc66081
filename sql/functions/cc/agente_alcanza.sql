-- Whether what a person is belongs to who asks: every role of theirs is in a clinic that the caller administers, and none is
-- one that the caller could not give (cc.agente_rol_defecto). Who may not give what somebody has may not become them either, by
-- a new password.
-- Parameters: q, of cc.autenticar or cc.admin_quien; agente, id. Returns: boolean. Reads: agente_clinica.
CREATE OR REPLACE FUNCTION cc.agente_alcanza(q cc.quien, agente bigint) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN NOT EXISTS (
    SELECT FROM agente_clinica ac
    WHERE ac.agente_id = agente AND (ac.clinica_id <> ALL (q.clinicas_administra) OR agente_rol_defecto(q, ac.rol) IS NOT NULL));
END
$$;
