-- Where a fact happened, for a sentence: "la extensión 101 (Ana)", "quien llama", "el buzón", "el menú".
-- Parameters: llamada, id; clave, of the leg as the PBX names it, '' where it does not; datos, of the fact. Returns: text. Reads: tramo, agente.
CREATE OR REPLACE FUNCTION cc.cronologia_lugar(llamada bigint, clave text, datos jsonb) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
  t record;
BEGIN
  SELECT tr.rol, tr.extension, tr.destino, a.nombre INTO t
  FROM tramo tr LEFT JOIN agente a ON a.id = tr.agente_id
  WHERE tr.llamada_id = llamada AND tr.clave = coalesce(nullif(cronologia_lugar.clave, ''), datos ->> 'extension', datos ->> 'rol')
  ORDER BY tr.agente_id NULLS LAST, tr.vuelta
  LIMIT 1;
  RETURN CASE coalesce(datos ->> 'rol', t.rol, 'agente')
    WHEN 'externo' THEN 'el número de fuera'
    WHEN 'buzon' THEN 'el buzón de voz'
    WHEN 'ivr' THEN 'el menú'
    ELSE 'la extensión ' || coalesce(datos ->> 'extension', t.extension, clave) || coalesce(' (' || t.nombre || ')', '') END;
END
$$;
