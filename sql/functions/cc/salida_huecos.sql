-- The places that have work waiting, and how much of it may be claimed now: what the limit leaves; where the breaker is open
-- nothing but what would rather be refused at once than wait (an order: somebody is at the telephone); when its time has
-- passed, one probe. Goes from place to place over the index, however much waits for each.
-- Parameters: ejecutor. Returns: (destino, hueco, corte: why nothing may be sent there, NULL when it may).
-- Reads: trabajo, salida.
CREATE OR REPLACE FUNCTION cc.salida_huecos(ejecutor text) RETURNS TABLE (destino text, hueco int, corte text)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH RECURSIVE con_trabajo AS (
    (SELECT t.destino FROM trabajo t
     WHERE t.ejecutor = salida_huecos.ejecutor AND t.estado = 'pendiente' AND t.destino <> '' ORDER BY t.destino LIMIT 1)
    UNION ALL
    SELECT (SELECT t.destino FROM trabajo t
            WHERE t.ejecutor = salida_huecos.ejecutor AND t.estado = 'pendiente' AND t.destino > c.destino AND t.destino <> ''
            ORDER BY t.destino LIMIT 1)
    FROM con_trabajo c WHERE c.destino IS NOT NULL)
  SELECT c.destino, CASE WHEN s.abierta AND s.hasta <= ahora() THEN 1 ELSE l.a_la_vez END - e.en_curso,
    CASE WHEN s.abierta AND s.hasta > ahora() THEN s.motivo END
  FROM con_trabajo c
    CROSS JOIN LATERAL salida_limite(c.destino) l
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS en_curso FROM trabajo t
      WHERE t.ejecutor = salida_huecos.ejecutor AND t.destino = c.destino AND t.estado IN ('tomado', 'enviando')) e
    LEFT JOIN salida s ON s.destino = c.destino
  WHERE c.destino IS NOT NULL;
END
$$;
