-- Whether the body would silently overwrite what somebody else said that a call was about.
-- Parameters: q, of cc.autenticar; l; cuerpo. Returns: Spanish sentence that says who said what, else NULL.
-- Reads: agente, tipificacion.
CREATE OR REPLACE FUNCTION cc.llamada_tipificada_por_otro(q cc.quien, l cc.llamada, cuerpo jsonb) RETURNS text
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT cuerpo ? 'tipificacion_id' OR l.tipificacion_id IS NULL OR l.tipificada_por IS NOT DISTINCT FROM q.agente_id
     OR l.tipificacion_id IS NOT DISTINCT FROM (cuerpo ->> 'tipificacion_id')::bigint THEN
    RETURN NULL;
  END IF;
  RETURN format('%s ya ha indicado «%s».', coalesce((SELECT a.nombre FROM agente a WHERE a.id = l.tipificada_por), 'Alguien'),
    (SELECT t.etiqueta FROM tipificacion t WHERE t.id = l.tipificacion_id));
END
$$;
