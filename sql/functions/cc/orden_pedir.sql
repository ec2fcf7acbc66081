-- Asks a PBX to do something to a call that lives there. One open order of a kind per call: asked for twice, the first one counts.
-- Parameters: q, of cc.autenticar; l, locked (cc.llamada_mandar); clase, colgar or transferir; destino, of a transfer.
-- Returns: the order. Reads: orden, tramo. Writes: orden, trabajo.
CREATE OR REPLACE FUNCTION cc.orden_pedir(q cc.quien, l cc.llamada, clase text, destino text) RETURNS cc.orden
LANGUAGE plpgsql AS $$
DECLARE
  o cc.orden;
BEGIN
  SELECT x.* INTO o FROM orden x
  WHERE x.llamada_id = l.id AND x.clase = orden_pedir.clase AND x.estado IN ('pedida', 'enviando') AND x.creada > ahora() - orden_plazo();
  IF FOUND THEN
    RETURN o;
  END IF;
  INSERT INTO orden AS x (grupo_id, clase, llamada_id, centralita_id, agente_id, peticion, extension, numero, destino, correlar, creada)
  VALUES (l.grupo_id, orden_pedir.clase, l.id, l.centralita_id, q.agente_id, peticion_id(),
    coalesce((SELECT t.extension FROM tramo t WHERE t.llamada_id = l.id AND t.agente_id = q.agente_id AND t.termino IS NULL
              ORDER BY t.contesto NULLS LAST LIMIT 1), l.extension), l.numero, orden_pedir.destino, false, ahora())
  RETURNING x.* INTO o;
  PERFORM orden_programar(o);
  RETURN o;
END
$$;
