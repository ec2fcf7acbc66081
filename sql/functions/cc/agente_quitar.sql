-- Whoever has left: logged out at once, and in no list any more. Nobody is deleted: calls, notes and the audit trail name them.
-- Parameters: q, of who may; contexto; id. Returns: agente. Errors: those of cc.agente_editar. Writes: as cc.agente_editar.
CREATE OR REPLACE FUNCTION cc.agente_quitar(q cc.quien, contexto jsonb, id bigint) RETURNS cc.agente
LANGUAGE plpgsql AS $$
BEGIN
  RETURN agente_editar(q, contexto || '{"si_coincide": "*"}', agente_quitar.id, '{"activo": false}');
END
$$;
