-- Claims work: what is due, oldest first, and what a claimer that died left behind. Several claimers never get the same job.
-- What goes out is claimed place by place (cc.salida_huecos). A job that was being sent when its claimer died stays `enviando`
-- and is claimed as it is: its executor must ask what became of it.
-- Parameters: ejecutor, jobs or pbxlink; quien, the claimer, which lives as long as it asks here; cuantos, at most, of those
--   that go out; propios, at most, of those that do not (NULL: cuantos).
-- Returns: (id, clase, datos, intentos, this one included, destino; corte, why nothing may be sent there now, NULL when it may).
-- Errors: none. Reads: trabajo, salida. Writes: trabajo, ejecutor.
CREATE OR REPLACE FUNCTION api.trabajo_tomar(ejecutor text, quien text, cuantos int, propios int DEFAULT NULL)
RETURNS TABLE (id bigint, clase text, datos jsonb, intentos int, destino text, corte text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO ejecutor AS e (quien, ejecutor, desde, visto) VALUES (trabajo_tomar.quien, trabajo_tomar.ejecutor, ahora(), ahora())
  ON CONFLICT (quien) DO UPDATE SET visto = excluded.visto WHERE e.visto < excluded.visto - interval '2 seconds';
  PERFORM pg_advisory_xact_lock(hashtext('trabajo_tomar')); -- one claims at a time, so that limits hold for all of them
  PERFORM trabajo_fallar(t.id, 'abandonado', CASE WHEN t.destino <> '' THEN 0 END)
  FROM trabajo_abandonados(trabajo_tomar.ejecutor) a (id) JOIN trabajo t USING (id)
  WHERE t.estado = 'tomado' OR t.intentos > 10; -- whatever kills whoever touches it is left alone in the end

  RETURN QUERY
  WITH propio AS (
    SELECT t.id, NULL::text AS corte FROM trabajo t
    WHERE t.ejecutor = trabajo_tomar.ejecutor AND t.estado = 'pendiente' AND t.destino = '' AND t.vence <= ahora()
    ORDER BY t.vence
    LIMIT coalesce(propios, cuantos)
    FOR UPDATE SKIP LOCKED
  ), fuera AS (
    SELECT e.id, h.corte
    FROM salida_huecos(trabajo_tomar.ejecutor) h
      CROSS JOIN LATERAL (
        SELECT t.id, t.vence FROM trabajo t
        WHERE t.ejecutor = trabajo_tomar.ejecutor AND t.estado = 'pendiente' AND t.destino = h.destino AND t.destino <> ''
          AND t.vence <= ahora() AND (h.corte IS NULL OR t.clase = ANY ('{originar, colgar, transferir}'))
        ORDER BY t.vence
        LIMIT greatest(h.hueco, 0)
        FOR UPDATE SKIP LOCKED) e
    ORDER BY e.vence
    LIMIT cuantos
  ), a_medias AS (
    SELECT t.id, NULL::text AS corte FROM trabajo_abandonados(trabajo_tomar.ejecutor) a (id) JOIN trabajo t USING (id)
    WHERE t.estado = 'enviando'
    LIMIT cuantos
    FOR UPDATE OF t SKIP LOCKED)
  UPDATE trabajo t SET estado = CASE t.estado WHEN 'enviando' THEN 'enviando' ELSE 'tomado' END,
    tomado_por = trabajo_tomar.quien, tomado = ahora(), intentos = t.intentos + 1
  FROM (SELECT * FROM propio UNION ALL SELECT * FROM fuera UNION ALL SELECT * FROM a_medias) due
  WHERE t.id = due.id
  RETURNING t.id, t.clase, t.datos, t.intentos, t.destino, due.corte;
END
$$;
REVOKE ALL ON FUNCTION api.trabajo_tomar(text, text, int, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.trabajo_tomar(text, text, int, int) TO cc_jobs, cc_pbxlink;
