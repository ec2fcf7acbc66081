-- Derives the presence of agents from their live legs: en_llamada, else sonando, else what they were before. After a call a
-- pause goes on; so does, where the clinic wants it (ajustes {"postllamada": true}), the time to write it up, which the
-- agent ends; whoever has no socket is desconectado.
-- Parameters: agentes, ids, each any number of times. Returns: those whose presence changed, ascending.
-- Reads: tramo, llamada, agente_clinica, clinica. Writes: presencia.
CREATE OR REPLACE FUNCTION cc.presencia_derivar(agentes bigint[]) RETURNS bigint[]
LANGUAGE plpgsql AS $$
DECLARE
  cambiados bigint[];
BEGIN
  INSERT INTO presencia (agente_id, grupo_id)
  SELECT a.id, a.grupo_id FROM agente a
  WHERE a.id = ANY (agentes) AND NOT EXISTS (SELECT FROM presencia p WHERE p.agente_id = a.id)
  ORDER BY a.id
  ON CONFLICT DO NOTHING;
  WITH bloqueada AS MATERIALIZED (
    SELECT p.* FROM presencia p WHERE p.agente_id = ANY (agentes) ORDER BY p.agente_id FOR NO KEY UPDATE
  ), nueva AS (
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
    FROM bloqueada p
      CROSS JOIN LATERAL (
        SELECT coalesce(bool_or(t.estado <> 'sonando'), false) AS habla, count(*) > 0 AS suena
        FROM tramo t
        WHERE t.agente_id = p.agente_id AND t.termino IS NULL AND t.estado IN ('sonando', 'contestado', 'retenido')) v
  ), escrita AS (
    UPDATE presencia p SET estado = n.estado, desde = ahora()
    FROM nueva n WHERE n.agente_id = p.agente_id AND n.estado <> n.antes
    RETURNING p.agente_id)
  SELECT array_agg(e.agente_id ORDER BY e.agente_id) INTO cambiados FROM escrita e;
  RETURN coalesce(cambiados, '{}');
END $$;
