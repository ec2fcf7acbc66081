-- Derives the presence of agents from their live legs: en_llamada, else sonando, else what they were before. After a call a
-- pause goes on; so does, where the clinic wants it (ajustes {"postllamada": true}), the time to write it up, which the
-- agent ends; whoever has no socket is desconectado.
-- Parameters: agentes, ids, each any number of times. Returns: those whose presence changed, ascending.
-- Reads: tramo, llamada, agente_clinica, clinica. Writes: presencia.
CREATE OR REPLACE FUNCTION cc.presencia_derivar(agentes bigint[]) RETURNS bigint[]
LANGUAGE plpgsql AS $$
DECLARE
  unicos constant bigint[] := ARRAY(SELECT DISTINCT a FROM unnest(agentes) a);
  cambiados bigint[];
  hay int;
BEGIN
  -- Locked in a statement of its own: the next one then sees what another call of the same agent has just written.
  PERFORM FROM presencia p WHERE p.agente_id = ANY (unicos) ORDER BY p.agente_id FOR NO KEY UPDATE;
  GET DIAGNOSTICS hay = ROW_COUNT;
  IF hay < cardinality(unicos) THEN
    INSERT INTO presencia (agente_id, grupo_id)
    SELECT a.id, a.grupo_id FROM agente a WHERE a.id = ANY (unicos) ORDER BY a.id
    ON CONFLICT DO NOTHING;
  END IF;
  WITH nueva AS (
    SELECT p.agente_id, p.estado AS antes,
      CASE WHEN v.habla THEN 'en_llamada'
           WHEN p.estado = 'pausa' THEN 'pausa'
           WHEN v.suena THEN 'sonando'
           WHEN p.estado NOT IN ('sonando', 'en_llamada') THEN p.estado
           WHEN NOT p.conectado THEN 'desconectado'
           WHEN p.motivo IS NOT NULL THEN 'pausa'
           WHEN p.estado = 'en_llamada' AND EXISTS (SELECT FROM agente_clinica ac JOIN clinica c ON c.id = ac.clinica_id
             WHERE ac.agente_id = p.agente_id AND c.ajustes -> 'postllamada' = 'true') THEN 'postllamada'
           ELSE 'disponible' END AS estado
    FROM presencia p
      CROSS JOIN LATERAL (
        SELECT coalesce(bool_or(t.estado <> 'sonando'), false) AS habla, count(*) > 0 AS suena
        FROM tramo t
        WHERE t.agente_id = p.agente_id AND t.termino IS NULL AND t.estado IN ('sonando', 'contestado', 'retenido')) v
    WHERE p.agente_id = ANY (unicos)
  ), escrita AS (
    UPDATE presencia p SET estado = n.estado, desde = ahora()
    FROM nueva n WHERE n.agente_id = p.agente_id AND n.estado <> n.antes
    RETURNING p.agente_id)
  SELECT array_agg(e.agente_id ORDER BY e.agente_id) INTO cambiados FROM escrita e;
  RETURN coalesce(cambiados, '{}');
END $$;
