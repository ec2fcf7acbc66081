-- Tells the panels of each of an agent's clinics where the agent is now. The last statement of a transaction: it takes
-- the clinics' next seq, in the order of their ids.
-- Parameters: agentes, ids. Reads: agente_clinica. Writes: evento, flujo (by cc.evento_emitir).
CREATE OR REPLACE FUNCTION cc.presencia_emitir(VARIADIC agentes bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM evento_emitir(c.clinica_id, c.entregas)
  FROM (
    SELECT ac.clinica_id, json_agg(json_build_object('tema', 'panel', 'tipo', 'presencia', 'accion', 'actualizar',
        'cuerpo', presencia_json(ac.agente_id)) ORDER BY ac.agente_id) AS entregas
    FROM agente_clinica ac
    WHERE ac.agente_id = ANY (agentes)
    GROUP BY ac.clinica_id
    ORDER BY ac.clinica_id) c;
END
$$;
