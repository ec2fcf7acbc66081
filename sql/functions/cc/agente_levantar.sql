-- Ends the seats of agents. Parameters: agentes, ids. Returns: those who sat, whom the caller tells of (cc.presencia_emitir).
-- Writes: agente_extension.
CREATE OR REPLACE FUNCTION cc.agente_levantar(agentes bigint[]) RETURNS bigint[]
LANGUAGE plpgsql AS $$
DECLARE
  levantados bigint[];
BEGIN
  WITH fuera AS (
    UPDATE agente_extension ae SET hasta = ahora()
    WHERE ae.agente_id = ANY (agentes) AND ae.hasta IS NULL
    RETURNING ae.agente_id)
  SELECT array_agg(f.agente_id ORDER BY f.agente_id) INTO levantados FROM fuera f;
  RETURN coalesce(levantados, '{}');
END
$$;
