-- Claims work: what is due, oldest first, and what somebody claimed two minutes ago and never finished (his process died;
-- a statement of cc-jobs ends within half a minute). Several claimers never get the same job.
-- Parameters: ejecutor, jobs or pbxlink; quien, the claimer, for the administrator; cuantos at most.
-- Returns: (id, clase, datos, intentos, this one included). Errors: none.
-- Reads: trabajo. Writes: trabajo.
CREATE OR REPLACE FUNCTION api.trabajo_tomar(ejecutor text, quien text, cuantos int)
RETURNS TABLE (id bigint, clase text, datos jsonb, intentos int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  PERFORM trabajo_fallar(t.id, 'abandonado', NULL)
  FROM trabajo t
  WHERE t.ejecutor = trabajo_tomar.ejecutor AND t.estado = 'tomado' AND t.tomado < ahora() - interval '2 minutes';

  RETURN QUERY
  UPDATE trabajo t SET estado = 'tomado', tomado_por = quien, tomado = ahora(), intentos = t.intentos + 1
  FROM (SELECT p.id FROM trabajo p
        WHERE p.ejecutor = trabajo_tomar.ejecutor AND p.estado = 'pendiente' AND p.vence <= ahora()
        ORDER BY p.vence
        LIMIT cuantos
        FOR UPDATE SKIP LOCKED) due
  WHERE t.id = due.id
  RETURNING t.id, t.clase, t.datos, t.intentos;
END
$$;
REVOKE ALL ON FUNCTION api.trabajo_tomar(text, text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.trabajo_tomar(text, text, int) TO cc_jobs;
