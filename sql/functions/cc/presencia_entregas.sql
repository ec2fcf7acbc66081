-- What the panels of each of these agents' clinics are told of their presence.
-- Parameters: agentes. Returns: deliveries. Reads: agente_clinica, and what cc.presencia_json reads.
CREATE OR REPLACE FUNCTION cc.presencia_entregas(agentes bigint[]) RETURNS cc.entrega[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ARRAY(
    SELECT ROW(ac.clinica_id, json_build_object('tema', 'panel', 'tipo', 'presencia', 'accion', 'actualizar', 'cuerpo', a.cuerpo))::cc.entrega
    FROM (SELECT x.id, presencia_json(x.id) AS cuerpo FROM unnest(agentes) x (id) OFFSET 0) a
      JOIN agente_clinica ac ON ac.agente_id = a.id);
END $$;
