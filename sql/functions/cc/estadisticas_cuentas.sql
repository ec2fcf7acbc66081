-- The calls that are over, counted by each dimension in one pass.
-- Parameters: q, of cc.autenticar: agents' figures are shown of the clinics that it supervises, and the caller's own; clinicas;
--   desde, hasta, as in cc.estadisticas_rango; umbral, seconds, NULL: each clinic's own; por_tramos, whether to count by the
--   hour as well, which must then be of one zone only.
-- Returns: dimension: total, hora (0-23 of the clinic's clock), dia_semana (1 is Monday), semana (weekday and hour), dia, tramo
--   (an hour, by the moment that it begins: the one that comes twice in October is two), clinica, linea, cola, agente (who
--   spoke), tipificacion, resultado (direction and outcome); clave, its value, NULL where the call has none; cifras, of
--   cc.cifras_json; and of the total and the clinics what the law counts.
-- Reads: clinica, llamada.
CREATE OR REPLACE FUNCTION cc.estadisticas_cuentas(q cc.quien, clinicas bigint[], desde text, hasta text, umbral int, por_tramos boolean)
RETURNS TABLE (dimension text, clave text, cifras jsonb, ley_recibidas bigint, ley_atendidas bigint)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  LEY_S CONSTANT int := 180;
BEGIN
  RETURN QUERY
    SELECT
      CASE WHEN grouping(b.dia_semana, b.hora) = 0 THEN 'semana' WHEN grouping(b.hora) = 0 THEN 'hora' WHEN grouping(b.dia_semana) = 0 THEN 'dia_semana'
        WHEN grouping(b.dia) = 0 THEN 'dia' WHEN grouping(b.tramo) = 0 THEN 'tramo' WHEN grouping(b.clinica_id) = 0 THEN 'clinica'
        WHEN grouping(b.linea_id) = 0 THEN 'linea' WHEN grouping(b.cola) = 0 THEN 'cola' WHEN grouping(b.agente_id) = 0 THEN 'agente'
        WHEN grouping(b.tipificacion_id) = 0 THEN 'tipificacion' WHEN grouping(b.direccion) = 0 THEN 'resultado' ELSE 'total' END,
      coalesce(b.dia_semana || ' ' || b.hora, b.hora::text, b.dia_semana::text, b.dia::text, extract(epoch FROM b.tramo)::bigint::text, b.clinica_id::text,
        b.linea_id::text, b.cola, b.agente_id::text, b.tipificacion_id::text, b.direccion || ' ' || coalesce(b.resultado, '')),
      cifras_json(count(*), count(*) FILTER (WHERE b.entra), count(*) FILTER (WHERE b.entra AND b.hablada),
        count(*) FILTER (WHERE b.es_perdida), count(*) FILTER (WHERE b.sale), count(*) FILTER (WHERE b.sale AND b.hablada),
        count(*) FILTER (WHERE NOT b.entra AND NOT b.sale), sum(b.espera_s) FILTER (WHERE b.entra AND b.hablada),
        count(b.espera_s) FILTER (WHERE b.entra AND b.hablada), sum(b.conversacion_s) FILTER (WHERE b.hablada),
        count(*) FILTER (WHERE b.cuenta), count(*) FILTER (WHERE b.cuenta AND b.hablada AND b.espera_s <= b.umbral_s)),
      count(*) FILTER (WHERE b.recibida), count(*) FILTER (WHERE b.recibida AND b.hablada AND b.espera_s < LEY_S)
    FROM (
      SELECT r.clinica_id, coalesce(umbral, r.umbral_s) AS umbral_s, l.linea_id, l.cola, l.tipificacion_id, l.direccion, l.resultado,
        l.es_perdida, l.espera_s, l.conversacion_s, l.direccion = 'entrante' AS entra, l.direccion = 'saliente' AS sale,
        l.resultado = 'atendida' AS hablada,
        -- What somebody noted by hand has a wait that nobody measured.
        l.direccion = 'entrante' AND l.centralita_id IS NOT NULL
          AND l.resultado <> ALL ('{abandonada_corta, bloqueada, fuera_de_horario}') AS cuenta,
        l.direccion = 'entrante' AND l.centralita_id IS NOT NULL AND l.resultado <> ALL ('{bloqueada, fuera_de_horario}') AS recibida,
        CASE WHEN l.resultado = 'atendida' OR l.direccion <> 'entrante' THEN
          CASE WHEN r.clinica_id = ANY (q.clinicas_supervisa) OR l.agente_id = q.agente_id THEN l.agente_id END END AS agente_id,
        extract(hour FROM t.alli)::int AS hora, extract(isodow FROM t.alli)::int AS dia_semana, t.alli::date AS dia,
        CASE WHEN por_tramos THEN date_trunc('hour', l.inicio, r.zona) END AS tramo
      FROM estadisticas_rango(clinicas, desde, hasta) r
        JOIN llamada l ON l.clinica_id = r.clinica_id AND l.inicio >= r.comienza AND l.inicio < r.acaba
          AND l.fusionada_en IS NULL AND l.estado = 'finalizada'
        CROSS JOIN LATERAL (SELECT l.inicio AT TIME ZONE r.zona AS alli) t) b
    GROUP BY GROUPING SETS ((), (b.hora), (b.dia_semana), (b.dia_semana, b.hora), (b.dia), (b.tramo), (b.clinica_id), (b.linea_id), (b.cola),
      (b.agente_id), (b.tipificacion_id), (b.direccion, b.resultado))
    HAVING (grouping(b.agente_id) = 1 OR b.agente_id IS NOT NULL) AND (grouping(b.tramo) = 1 OR b.tramo IS NOT NULL);
END
$$;
