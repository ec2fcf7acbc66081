-- What is kept of the extensions that a change makes show the card (cc.decision_anotar). Parameters: k, the change.
-- Returns: jsonb, NULL when none does. Reads: agente_extension, presencia, contacto, matriz_cti.
CREATE OR REPLACE FUNCTION cc.decision_tarjeta(k cc.cambio) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  t cc.tramo;
  v cc.tramo;
  nuevas cc.tramo[] := '{}';
  extensiones jsonb;
BEGIN
  -- Hardly any change makes a telephone ring: what needs a query is asked last.
  <<tramos>>
  FOREACH t IN ARRAY k.ahora_tramos LOOP
    CONTINUE WHEN t.rol <> 'agente' OR t.extension IS NULL OR t.estado NOT IN ('sonando', 'contestado', 'retenido');
    FOREACH v IN ARRAY coalesce(k.antes_tramos, '{}') LOOP
      CONTINUE tramos WHEN v.rol = 'agente' AND v.extension = t.extension AND v.estado IN ('sonando', 'contestado', 'retenido');
    END LOOP;
    IF llamada_tarjeta(t, (k.ahora).estado, tramos_respuesta(k.ahora_tramos)) > 0 THEN
      nuevas := nuevas || t;
    END IF;
  END LOOP;
  IF nuevas = '{}' THEN
    RETURN NULL;
  END IF;
  extensiones := (
    SELECT jsonb_agg(jsonb_build_object('extension', n.extension, 'conocida', n.extension_id IS NOT NULL, 'agentes', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.agente_id, 'conectado', coalesce(p.conectado, false)) ORDER BY s.agente_id), '[]')
        FROM agente_extension s LEFT JOIN presencia p ON p.agente_id = s.agente_id
        WHERE s.extension_id = n.extension_id AND s.hasta IS NULL)) ORDER BY n.extension)
    FROM (SELECT DISTINCT u.extension, u.extension_id FROM unnest(nuevas) u) n);
  RETURN (SELECT to_jsonb(m) || jsonb_build_object('extensiones', extensiones) FROM matriz_tarjeta(k.ahora) m);
END $$;
