-- The life of a call, in the total order of its facts (CALL MODEL §4), then what people said of it and why it counts as it
-- does.
-- Parameters: l, the call. Returns: json array of {momento, segundo (since the call began), tipo, tramo, texto}.
-- Reads: hecho, llamada_id, llamada (when the next call of a re-used id began), tramo, agente, auditoria, paciente.
CREATE OR REPLACE FUNCTION cc.cronologia(l cc.llamada) RETURNS json
LANGUAGE plpgsql STABLE AS $$
DECLARE
  -- What is folded together need not be one call.
  suyas text[] := ARRAY(SELECT DISTINCT f.llamada FROM unnest(llamada_hechos_de(l)) f);
  -- An id that was used again: its facts belong to the call that had begun.
  siguiente timestamptz := (
    SELECT min(s.inicio) FROM llamada s
    WHERE s.centralita_id = l.centralita_id AND s.raiz = l.raiz AND s.encarnacion > l.encarnacion);
BEGIN
  RETURN (
    SELECT coalesce(json_agg(json_build_object('momento', c.momento,
        'segundo', greatest(0, floor(extract(epoch FROM c.momento - l.inicio)))::int,
        'tipo', c.tipo, 'tramo', c.tramo, 'texto', c.texto)
      ORDER BY c.parte, c.momento, c.secuencia, c.rango, c.huella), '[]')
    FROM (
      SELECT 1 AS parte, h.momento, h.secuencia, hecho_rango(h.tipo) AS rango, h.huella, h.tipo, nullif(h.tramo, '') AS tramo,
        cronologia_frase(h.tipo, h.datos, cronologia_lugar(l.id, h.tramo, h.datos)) AS texto
      FROM llamada_id este
        JOIN llamada_id suyo ON suyo.componente = este.componente
        JOIN hecho h ON h.centralita_id = suyo.centralita_id AND h.llamada = suyo.llamada
      WHERE este.centralita_id = l.centralita_id AND este.llamada = l.raiz AND h.llamada = ANY (suyas)
        AND (l.encarnacion = 1 OR h.momento >= l.inicio) AND (siguiente IS NULL OR h.momento < siguiente)
      UNION ALL
      SELECT 2, coalesce(l.fin, l.inicio), 0, 0, '', 'resultado', NULL, cronologia_resultado(l)
      WHERE l.resultado IS NOT NULL
      UNION ALL
      SELECT 3, au.cuando, au.id, 0, '', au.accion, NULL, cronologia_persona(au)
      FROM auditoria au
      WHERE au.grupo_id = l.grupo_id AND au.objeto = 'llamada' AND au.objeto_id = l.id AND au.cuando >= l.creada) c);
END
$$;
