-- The popups that a change of a call puts up, pins and takes away, by extension: an extension that rings shows the card
-- (mostrada), one that answered pins it (fijada); what differs between before and after is delivered to whoever sits there.
-- Who answered takes the card from every phone that was ringing. A PBX may end the legs that lost before it says which one won: their card, taken away already, is told then who answers.
-- A call that the clinic wants silent shows none (cc.llamada_callada). When a call ends, whoever talked keeps the card to write on.
-- Parameters: k, the change. Returns: deliveries. Reads: agente_extension, grupo, agente_clinica, and what the bodies read.
CREATE OR REPLACE FUNCTION cc.llamada_efectos_tarjetas(k cc.cambio) RETURNS cc.entrega[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
  mudada constant boolean := (k.antes).clinica_id <> (k.ahora).clinica_id;
  sigue constant boolean := (k.ahora).fusionada_en IS NULL AND (k.ahora).estado IN ('cerrando', 'finalizada');
  motivo constant text := CASE WHEN (k.ahora).fusionada_en IS NOT NULL THEN 'fusionada'
    WHEN (k.ahora).contestada IS NOT NULL THEN 'atendida'
    WHEN (k.ahora).estado IN ('cerrando', 'finalizada') THEN 'colgada' ELSE 'otra_extension' END;
  respuesta_antes constant timestamptz := tramos_respuesta(k.antes_tramos);
  respuesta_ahora constant timestamptz := tramos_respuesta(k.ahora_tramos);
  c record;
  entregas cc.entrega[] := '{}';
BEGIN
  FOR c IN
    SELECT a.accion, array_agg(DISTINCT ae.agente_id ORDER BY ae.agente_id) AS agentes
    FROM (
      SELECT extension_id, max(x.tarjeta) FILTER (WHERE NOT x.nueva) AS antes, max(x.tarjeta) FILTER (WHERE x.nueva) AS ahora,
        coalesce(bool_or(x.en_otra) FILTER (WHERE x.nueva), false) AND (k.antes).contestada IS NULL AS en_otra
      FROM (SELECT t.extension_id, false AS nueva, llamada_tarjeta(t, (k.antes).estado, respuesta_antes) AS tarjeta, t.en_otra
            FROM unnest(k.antes_tramos) t
            UNION ALL
            SELECT t.extension_id, true, llamada_tarjeta(t, (k.ahora).estado, respuesta_ahora), t.en_otra
            FROM unnest(k.ahora_tramos) t) x
      WHERE x.extension_id IS NOT NULL
      GROUP BY x.extension_id) e
      CROSS JOIN LATERAL (
        SELECT 'ocultar' AS accion WHERE coalesce(e.ahora, 0) = 0 AND (e.en_otra OR e.antes > 0 AND NOT (e.antes = 2 AND sigue))
        UNION ALL SELECT 'clinica' WHERE mudada AND e.antes > 0 AND e.ahora > 0
        UNION ALL SELECT CASE e.ahora WHEN 1 THEN 'mostrar' ELSE 'fijar' END
        WHERE e.ahora > 0 AND (mudada OR e.ahora > coalesce(e.antes, 0))) a
      JOIN agente_extension ae ON ae.extension_id = e.extension_id AND ae.hasta IS NULL
    GROUP BY a.accion
    ORDER BY a.accion DESC
  LOOP
    EXIT WHEN llamada_callada(k.ahora);
    IF c.accion IN ('mostrar', 'fijar') THEN
      entregas := entregas || llamada_entregas_tarjeta(k.ahora, c.accion, c.agentes);
    ELSE
      entregas := entregas || ROW(coalesce((k.antes).clinica_id, (k.ahora).clinica_id), json_build_object('agentes', c.agentes,
        'tipo', 'llamada', 'accion', 'ocultar', 'cuerpo', json_build_object('id', (k.ahora).id, 'version', (k.ahora).version,
        'motivo', CASE c.accion WHEN 'clinica' THEN 'clinica' ELSE motivo END, 'atiende', llamada_atiende(k.ahora))))::cc.entrega;
    END IF;
  END LOOP;
  RETURN entregas;
END $$;
