-- The job queue for /metrics, as Prometheus text: what each executor has done, what waits and for how long, the dead, and the
-- places whose breaker is open. Names of classes and ids of places only.
-- Returns: text. Errors: none. Reads: trabajo, ejecutor, salida.
CREATE OR REPLACE FUNCTION api.trabajo_metricas() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    WITH medida (orden, nombre, tipo, ayuda, etiquetas, valor) AS (
      SELECT 1, 'cc_jobs_done_total', 'counter', 'Jobs that ended, by class and how.',
        format('{executor="%s",class="%s",result="%s"}', e.quien, c.key, r.key), r.value
      FROM ejecutor e CROSS JOIN LATERAL jsonb_each(e.cuentas -> 'clases') c CROSS JOIN LATERAL jsonb_each_text(c.value) r
      UNION ALL
      SELECT 2, 'cc_jobs_in_flight', 'gauge', 'Jobs being done.', format('{executor="%s"}', e.quien), coalesce(e.cuentas ->> 'en_curso', '0')
      FROM ejecutor e WHERE e.visto > ahora() - interval '10 seconds'
      UNION ALL
      SELECT 3, 'cc_jobs_waiting', 'gauge', 'Jobs that are due or will be.', format('{class="%s"}', t.clase), count(*)::text
      FROM trabajo t WHERE t.estado = 'pendiente' GROUP BY t.clase
      UNION ALL
      SELECT 4, 'cc_jobs_oldest_due_seconds', 'gauge', 'For how long the oldest job that is due has been.', '',
        coalesce(greatest(0, extract(epoch FROM ahora() - min(t.vence)))::bigint, 0)::text
      FROM trabajo t WHERE t.estado = 'pendiente'
      UNION ALL
      SELECT 5, 'cc_jobs_dead', 'gauge', 'Jobs that were given up and wait for a person.', format('{class="%s"}', t.clase), count(*)::text
      FROM trabajo t WHERE t.estado = 'muerto' GROUP BY t.clase
      UNION ALL
      SELECT 6, 'cc_jobs_breaker_open', 'gauge', 'Places that are not asked for now.', format('{place="%s",reason="%s"}', s.destino, s.motivo), '1'
      FROM salida s WHERE s.abierta
    )
    SELECT string_agg(CASE WHEN m.primera THEN format(E'# HELP %s %s\n# TYPE %s %s\n', m.nombre, m.ayuda, m.nombre, m.tipo) ELSE '' END
                      || m.nombre || m.etiquetas || ' ' || m.valor || E'\n', '' ORDER BY m.orden, m.etiquetas)
    FROM (SELECT x.*, row_number() OVER (PARTITION BY x.orden ORDER BY x.etiquetas) = 1 AS primera FROM medida x) m);
END
$$;
REVOKE ALL ON FUNCTION api.trabajo_metricas() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.trabajo_metricas() TO cc_api;
