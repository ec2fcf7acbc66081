-- Whether the caller may see what patients owe: supervisors, keys, and everybody where the group says so
-- (grupo.ajustes {"agentes_ven_saldo": true}).
-- Parameters: q, of cc.autenticar. Returns: boolean. Reads: grupo.
CREATE OR REPLACE FUNCTION cc.quien_ve_saldo(q cc.quien) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN q.clave_id IS NOT NULL OR q.clinicas_supervisa <> '{}'
    OR coalesce((SELECT g.ajustes -> 'agentes_ven_saldo' = 'true' FROM grupo g WHERE g.id = q.grupo_id), false);
END
$$;
