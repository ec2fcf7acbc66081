-- Claims orders for the PBXs whose sockets a cc-pbxlink holds: what is due, and what another process had claimed or begun,
-- for it does not hold their sockets any more (what it had begun is not sent again: api.orden_preparar says `repetida`). Of
-- those PBXs that nobody holds, whoever asks gets what is older than three seconds, to say that they are down. Several
-- claimers never get the same job.
-- Parameters: quien, the claimer; centralitas, those whose newest socket it holds; cuantos at most.
-- Returns: (trabajo, centralita). Errors: none. Reads: orden, centralita_salud. Writes: trabajo.
CREATE OR REPLACE FUNCTION api.pbxlink_tomar(quien text, centralitas bigint[], cuantos int)
RETURNS TABLE (trabajo bigint, centralita bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
  WITH suyos AS (
    SELECT t.id, o.centralita_id
    FROM trabajo t
    JOIN orden o ON o.id = (t.datos ->> 'orden_id')::bigint
    LEFT JOIN centralita_salud s ON s.centralita_id = o.centralita_id
    WHERE t.ejecutor = 'pbxlink' AND t.estado IN ('pendiente', 'tomado', 'enviando')
      AND CASE t.estado WHEN 'pendiente' THEN t.vence <= ahora()
               ELSE t.tomado_por IS DISTINCT FROM quien OR t.tomado < ahora() - interval '30 seconds' END
      AND (o.centralita_id = ANY (centralitas)
           OR t.creado < ahora() - interval '3 seconds'
              AND (s.enlace IS NULL OR s.enlace_visto < ahora() - interval '15 seconds'))
    ORDER BY t.vence
    LIMIT cuantos
    FOR UPDATE OF t SKIP LOCKED)
  UPDATE trabajo t SET estado = CASE t.estado WHEN 'enviando' THEN 'enviando' ELSE 'tomado' END,
    tomado_por = quien, tomado = ahora(), intentos = t.intentos + 1
  FROM suyos
  WHERE t.id = suyos.id
  RETURNING t.id, suyos.centralita_id;
END $$;
REVOKE ALL ON FUNCTION api.pbxlink_tomar(text, bigint[], int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.pbxlink_tomar(text, bigint[], int) TO cc_pbxlink;
