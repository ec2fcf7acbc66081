-- How long until the next job is due. What is due but may not be claimed (its place is at its limit, or its breaker is open)
-- does not count: it is looked for when something ends, and once a second.
-- Parameters: ejecutor. Returns: milliseconds, 0 when one is due already, NULL when there is none. Errors: none.
-- Reads: trabajo. Writes: –.
CREATE OR REPLACE FUNCTION api.trabajo_proximo(ejecutor text DEFAULT 'jobs') RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN (
    SELECT CASE WHEN min(x.vence) IS NOT NULL THEN greatest(0, ceil(extract(epoch FROM min(x.vence) - ahora()) * 1000)) END::bigint
    FROM (
      SELECT min(t.vence) FROM trabajo t
      WHERE t.ejecutor = trabajo_proximo.ejecutor AND t.estado = 'pendiente' AND t.destino = ''
      UNION ALL
      SELECT (SELECT min(t.vence) FROM trabajo t
              WHERE t.ejecutor = trabajo_proximo.ejecutor AND t.estado = 'pendiente' AND t.destino = h.destino AND t.destino <> ''
                AND (t.vence > ahora() OR h.hueco > 0 AND h.corte IS NULL))
      FROM salida_huecos(trabajo_proximo.ejecutor) h) x (vence));
END
$$;
REVOKE ALL ON FUNCTION api.trabajo_proximo(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.trabajo_proximo(text) TO cc_jobs, cc_pbxlink;
