-- What a change of a call does to the popups, extension by extension, whoever sits there: an extension that rings shows the
-- card (mostrar), one that answered pins it (fijar); one that does neither any more takes it away (ocultar), but for whoever
-- talked until the end and writes on it. A PBX may end the legs that lost before it says which one won: their card, taken away
-- already, is told then who answers. Where the call changes its clinic, it goes in the old one (clinica) and comes in the new.
-- Parameters: k, the change. Returns: extension_id; accion. Reads: nothing. Inlined where it is called.
CREATE OR REPLACE FUNCTION cc.llamada_tarjetas(k cc.cambio) RETURNS TABLE (extension_id bigint, accion text)
LANGUAGE sql IMMUTABLE AS $$
  SELECT e.extension_id, a.accion
  FROM (
    SELECT x.extension_id, max(x.tarjeta) FILTER (WHERE NOT x.nueva) AS antes, max(x.tarjeta) FILTER (WHERE x.nueva) AS ahora,
      coalesce(bool_or(x.en_otra) FILTER (WHERE x.nueva), false) AND ((k).antes).contestada IS NULL AS en_otra
    FROM (SELECT t.extension_id, false AS nueva, llamada_tarjeta(t, ((k).antes).estado, tramos_respuesta((k).antes_tramos)) AS tarjeta, t.en_otra
          FROM unnest((k).antes_tramos) t
          UNION ALL
          SELECT t.extension_id, true, llamada_tarjeta(t, ((k).ahora).estado, tramos_respuesta((k).ahora_tramos)), t.en_otra
          FROM unnest((k).ahora_tramos) t) x
    WHERE x.extension_id IS NOT NULL
    GROUP BY x.extension_id) e
    CROSS JOIN LATERAL (SELECT ((k).antes).clinica_id <> ((k).ahora).clinica_id AS mudada,
      ((k).ahora).fusionada_en IS NULL AND ((k).ahora).estado IN ('cerrando', 'finalizada') AS sigue) m
    CROSS JOIN LATERAL (
      SELECT 'ocultar' AS accion WHERE coalesce(e.ahora, 0) = 0 AND (e.en_otra OR e.antes > 0 AND NOT (e.antes = 2 AND m.sigue))
      UNION ALL SELECT 'clinica' WHERE m.mudada AND e.antes > 0 AND e.ahora > 0
      UNION ALL SELECT CASE e.ahora WHEN 1 THEN 'mostrar' ELSE 'fijar' END
      WHERE e.ahora > 0 AND (m.mudada OR e.ahora > coalesce(e.antes, 0))) a
$$;
