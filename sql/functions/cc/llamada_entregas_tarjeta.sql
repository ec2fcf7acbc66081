-- The card of a call for some agents: built once, or twice when only some of them may see what the patient owes
-- (supervisors, and everybody where the group says so).
-- Parameters: l; cuerpo, its shape (cc.llamada_json); accion (mostrar, fijar); agentes. Returns: deliveries.
-- Reads: grupo, agente_clinica, and what cc.tarjeta_json reads.
CREATE OR REPLACE FUNCTION cc.llamada_entregas_tarjeta(l cc.llamada, cuerpo json, accion text, agentes bigint[]) RETURNS cc.entrega[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
  todos constant boolean := coalesce((SELECT g.ajustes -> 'agentes_ven_saldo' = 'true' FROM grupo g WHERE g.id = l.grupo_id), false);
  v record;
  entregas cc.entrega[] := '{}';
BEGIN
  FOR v IN
    SELECT q.ve, array_agg(q.id ORDER BY q.id) AS agentes
    FROM (SELECT a.id, todos OR EXISTS (SELECT FROM agente_clinica c WHERE c.agente_id = a.id AND c.rol IN ('supervisor', 'administrador')) AS ve
          FROM unnest(llamada_entregas_tarjeta.agentes) a (id)) q
    GROUP BY q.ve
  LOOP
    entregas := entregas || ROW(l.clinica_id, json_build_object('agentes', v.agentes, 'tipo', 'llamada', 'accion', accion,
                                                                'cuerpo', tarjeta_json(l.id, v.ve, llamada_entregas_tarjeta.cuerpo)))::cc.entrega;
  END LOOP;
  RETURN entregas;
END $$;
