-- Jobs whose claimer will not end them: it has not been seen for 10 s, or it has had them for two minutes (its answer was lost
-- on the way; nothing takes as long).
-- Parameters: ejecutor. Returns: ids. Reads: trabajo, ejecutor.
CREATE OR REPLACE FUNCTION cc.trabajo_abandonados(ejecutor text) RETURNS SETOF bigint
LANGUAGE sql STABLE AS $$
  SELECT t.id FROM trabajo t
  WHERE t.ejecutor = trabajo_abandonados.ejecutor AND t.estado IN ('tomado', 'enviando')
    AND (t.tomado < ahora() - interval '2 minutes'
         OR t.tomado < ahora() - interval '10 seconds' AND NOT EXISTS (
              SELECT FROM ejecutor e WHERE e.quien = t.tomado_por AND e.visto > ahora() - interval '10 seconds'))
$$;
