-- How a call came to be what it is: what the PBX delivered and what was decided of it, in the order in which it arrived here;
-- of one delivery, in the order of its facts (CALL MODEL §4), decisions last.
-- Parameters: l; con_nombres, whether people may be named. Returns rows:
--   que        entrega (a delivery that brought no new fact), hecho, identificacion, tarjeta, resultado, persona
--   momento    what the PBX's clock says; recibido, when it came; veredicto, of its delivery, motivo where it has one
--   pbx_ms     from momento to recibido (two clocks: may be negative); evento_ms, from there until the event for the
--              browsers was written, NULL when none was or it has been forgotten (a day later)
--   texto      one Spanish sentence
-- Reads: hecho, llamada_id, evento_pbx, evento, decision, llamada, auditoria, and what the sentences read.
CREATE OR REPLACE FUNCTION cc.porque_pasos(l cc.llamada, con_nombres boolean) RETURNS TABLE (que text, momento timestamptz,
  recibido timestamptz, tipo text, llamada text, tramo text, extension text, veredicto text, motivo text, pbx_ms int,
  evento_ms int, texto text)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  hechos constant cc.hecho[] := coalesce(llamada_hechos_de(l), '{}');
  ids constant bytea[] := ARRAY(SELECT DISTINCT convert_to(to_json(h.llamada)::text, 'UTF8') FROM unnest(hechos) h);
  ultimo constant timestamptz := greatest((SELECT max(h.recibido) FROM unnest(hechos) h), l.fin, l.creada);
BEGIN
  RETURN QUERY
  WITH entrega AS MATERIALIZED (
    SELECT e.recibido, e.veredicto, e.motivo
    FROM evento_pbx e
    WHERE e.centralita_id = l.centralita_id AND e.recibido BETWEEN l.creada AND ultimo + interval '10 minutes'
      AND EXISTS (SELECT FROM unnest(ids) i WHERE position(i IN e.crudo) > 0)
  ), escrito AS MATERIALIZED (
    SELECT e.xmin::text AS tx, e.creado
    FROM evento e
    WHERE e.clinica_id = l.clinica_id AND e.creado BETWEEN l.creada AND ultimo + interval '1 minute'
      AND EXISTS (SELECT FROM json_array_elements(e.entregas) d
                  WHERE l.id::text IN (d #>> '{cuerpo,id}', d #>> '{cuerpo,llamada,id}') AND d ->> 'tipo' = 'llamada')
  ), fila AS (
    SELECT 'hecho' AS que, h.momento, h.recibido, h.tipo, h.llamada, nullif(h.tramo, '') AS tramo, h.datos ->> 'extension' AS extension,
      e.veredicto, e.motivo, s.creado, 1 AS parte, h.orden,
      cronologia_frase(h.tipo, h.datos - CASE WHEN con_nombres THEN '{}' ELSE '{destino}' END::text[],
        CASE WHEN con_nombres THEN cronologia_lugar(l.id, h.tramo, h.datos)
             ELSE coalesce('la extensión ' || (h.datos ->> 'extension'), 'el tramo') END) AS texto
    FROM unnest(hechos) WITH ORDINALITY h (centralita_id, llamada, huella, grupo_id, tipo, tramo, momento, secuencia, datos, recibido, orden)
      JOIN hecho x ON x.centralita_id = h.centralita_id AND x.llamada = h.llamada AND x.huella = h.huella
      LEFT JOIN LATERAL (SELECT n.veredicto, n.motivo FROM entrega n WHERE n.recibido = h.recibido LIMIT 1) e ON true
      -- Written by the same transaction.
      LEFT JOIN LATERAL (SELECT min(n.creado) AS creado FROM escrito n WHERE n.tx = x.xmin::text) s ON true
    UNION ALL
    SELECT 'entrega', NULL, e.recibido, NULL, NULL, NULL, NULL, e.veredicto, e.motivo, NULL, 0, 0, CASE e.veredicto
      WHEN 'duplicada' THEN 'La centralita repite lo que ya había dicho'
      WHEN 'cuarentena' THEN 'La centralita manda algo que no se entiende'
      WHEN 'ilegible' THEN 'La centralita manda algo que no se puede leer'
      ELSE 'La centralita manda algo que no cuenta para el estado' END
    FROM entrega e WHERE e.recibido <> ALL (ARRAY(SELECT h.recibido FROM unnest(hechos) h))
    UNION ALL
    SELECT d.regla, NULL, d.momento, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2, d.id, porque_decision(d, con_nombres)
    FROM decision d WHERE d.llamada_id = l.id OR d.llamada_id IN (SELECT f.id FROM llamada f WHERE f.fusionada_en = l.id)
    UNION ALL
    SELECT 'persona', NULL, au.cuando, au.accion, NULL, NULL, NULL, NULL, NULL, NULL, 3, au.id, cronologia_persona(au)
    FROM auditoria au
    WHERE con_nombres AND au.grupo_id = l.grupo_id AND au.objeto = 'llamada' AND au.objeto_id = l.id AND au.cuando >= l.creada)
  SELECT f.que, f.momento, f.recibido, f.tipo, f.llamada, f.tramo, f.extension, f.veredicto, f.motivo,
    round(extract(epoch FROM f.recibido - f.momento) * 1000)::int, round(extract(epoch FROM f.creado - f.recibido) * 1000)::int, f.texto
  FROM fila f
  ORDER BY f.recibido, f.parte, f.orden;
END $$;
