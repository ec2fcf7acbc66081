-- Another password for somebody, who is logged out everywhere.
-- Parameters: q, of who may; contexto; id; clave_hash (Argon2id). Returns: how many sessions ended.
-- Errors: CC403 not the caller's to change, CC404. Writes: agente, what cc.sesion_terminar writes, auditoria.
CREATE OR REPLACE FUNCTION cc.agente_clave(q cc.quien, contexto jsonb, id bigint, clave_hash text) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  a agente := quien_agente(q, agente_clave.id, true);
BEGIN
  UPDATE agente x SET clave_hash = agente_clave.clave_hash, fallos = 0, version = x.version + 1 WHERE x.id = a.id;
  PERFORM quien_audita(q, contexto, 'agente.clave', 'agente', a.id);
  RETURN sesion_terminar(ARRAY(SELECT s.id FROM sesion s WHERE s.agente_id = a.id AND s.cerrada IS NULL));
END
$$;
