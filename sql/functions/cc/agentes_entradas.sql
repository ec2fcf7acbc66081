-- When people last logged in, as far as their sessions are kept (30 days after their end): one pass over the sessions, which no
-- index has by person.
-- Parameters: agentes, ids. Returns: (agente_id, entrada), no row for who has not. Reads: sesion.
CREATE OR REPLACE FUNCTION cc.agentes_entradas(agentes bigint[]) RETURNS TABLE (agente_id bigint, entrada timestamptz)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY SELECT s.agente_id, max(s.creada) FROM sesion s WHERE s.agente_id = ANY (agentes) GROUP BY s.agente_id;
END
$$;
