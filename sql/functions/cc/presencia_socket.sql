-- These agents have a socket now. Whoever was away becomes present; whoever has had none for 75 s is away, which a page
-- that reloads or a relay that restarts is not. To spare writes a presence is noted every 30 s only.
-- Parameters: agentes, ids, NULL for nobody. Returns: nothing. Errors: none.
-- Reads: agente, presencia. Writes: presencia; evento, flujo (by cc.presencia_emitir) for those that came or went.
CREATE OR REPLACE FUNCTION cc.presencia_socket(agentes bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  vinieron bigint[];
  fueron bigint[];
BEGIN
  WITH debidos AS (
    SELECT a.id, a.grupo_id, coalesce(p.conectado, false) AS estaba
    FROM agente a LEFT JOIN presencia p ON p.agente_id = a.id
    WHERE a.id = ANY (agentes) AND (p.conectado AND p.visto > ahora() - interval '30 seconds') IS NOT TRUE
  ), escritos AS (
    INSERT INTO presencia AS p (agente_id, grupo_id, estado, conectado, visto, desde)
    SELECT d.id, d.grupo_id, 'disponible', true, ahora(), ahora() FROM debidos d ORDER BY d.id
    ON CONFLICT (agente_id) DO UPDATE SET conectado = true, visto = excluded.visto,
      estado = CASE p.estado WHEN 'desconectado' THEN 'disponible' ELSE p.estado END,
      desde = CASE p.estado WHEN 'desconectado' THEN excluded.desde ELSE p.desde END)
  SELECT array_agg(d.id) INTO vinieron FROM debidos d WHERE NOT d.estaba;

  WITH idos AS (
    UPDATE presencia p SET conectado = false,
      estado = CASE WHEN p.estado IN ('sonando', 'en_llamada') THEN p.estado ELSE 'desconectado' END,
      motivo = CASE WHEN p.estado IN ('sonando', 'en_llamada') THEN p.motivo END,
      desde = CASE WHEN p.estado IN ('sonando', 'en_llamada') THEN p.desde ELSE ahora() END
    WHERE p.agente_id IN (SELECT v.agente_id FROM presencia v
                          WHERE v.conectado AND v.visto < ahora() - interval '75 seconds'
                          ORDER BY v.agente_id FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING p.agente_id)
  SELECT array_agg(i.agente_id) INTO fueron FROM idos i;

  IF vinieron || fueron IS NOT NULL THEN
    PERFORM presencia_emitir(VARIADIC vinieron || fueron);
  END IF;
END
$$;
