-- What became of the missed calls of a range: the first time that somebody spoke with that number after each, whenever it was,
-- in the clinics that share the patients; and how long it took where we were the ones who called.
-- Parameters: as in cc.estadisticas_cuentas. Returns: perdidas, those with a number; devueltas, we called and spoke; volvieron,
--   they called again and were answered; pendientes, neither; mediana_s and p90_s of the first, from the end of the missed call
--   to the answer, by the clock: half, nine in ten took no longer.
-- Reads: clinica, grupo, llamada (llamada_perdida, llamada_numero).
CREATE OR REPLACE FUNCTION cc.estadisticas_devoluciones(clinicas bigint[], desde text, hasta text,
  OUT perdidas bigint, OUT devueltas bigint, OUT volvieron bigint, OUT pendientes bigint, OUT mediana_s int, OUT p90_s int)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  SELECT count(*), count(*) FILTER (WHERE x.direccion = 'saliente'), count(*) FILTER (WHERE x.direccion = 'entrante'),
      count(*) FILTER (WHERE x.direccion IS NULL),
      percentile_disc(0.5) WITHIN GROUP (ORDER BY x.tardo_s) FILTER (WHERE x.direccion = 'saliente'),
      percentile_disc(0.9) WITHIN GROUP (ORDER BY x.tardo_s) FILTER (WHERE x.direccion = 'saliente')
    INTO perdidas, devueltas, volvieron, pendientes, mediana_s, p90_s
  FROM (
    SELECT h.direccion, greatest(0, extract(epoch FROM h.cuando - coalesce(l.fin, l.inicio)))::int AS tardo_s
    FROM estadisticas_rango(clinicas, desde, hasta) r
      JOIN llamada l ON l.clinica_id = r.clinica_id AND l.inicio >= r.comienza AND l.inicio < r.acaba
        AND l.es_perdida AND l.fusionada_en IS NULL AND l.numero IS NOT NULL AND l.estado = 'finalizada'
      JOIN grupo g ON g.id = l.grupo_id
      LEFT JOIN LATERAL (
        SELECT y.direccion, coalesce(y.contestada, y.inicio) AS cuando FROM llamada y
        WHERE y.grupo_id = l.grupo_id AND y.numero = l.numero AND y.inicio > l.inicio AND y.resultado IN ('atendida', 'desviada')
          AND y.fusionada_en IS NULL AND (g.pacientes_compartidos OR y.clinica_id = l.clinica_id)
        ORDER BY y.inicio LIMIT 1) h ON true) x;
END
$$;
