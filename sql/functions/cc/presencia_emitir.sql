-- Tells the panels of each of an agent's clinics where the agent is now. The last statement of a transaction.
-- Parameters: agentes, ids. Reads and writes: as cc.presencia_entregas and cc.flujo_emitir.
CREATE OR REPLACE FUNCTION cc.presencia_emitir(VARIADIC agentes bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM flujo_emitir(presencia_entregas(agentes));
END
$$;
