-- Whether an agent has a call: one that they talk in, or one that they asked for and that may ring any moment.
-- Parameters: agente. Reads: tramo (index tramo_vivo), orden (orden_agente), llamada.
CREATE OR REPLACE FUNCTION cc.llamar_ocupado(agente bigint) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (
      SELECT FROM tramo t JOIN llamada l ON l.id = t.llamada_id
      WHERE t.agente_id = agente AND t.termino IS NULL AND t.contesto IS NOT NULL AND l.cierre IS NULL AND l.fusionada_en IS NULL)
    OR EXISTS (
      SELECT FROM orden o JOIN llamada l ON l.id = o.llamada_id
      WHERE o.agente_id = agente AND o.clase = 'originar' AND o.modo = 'centralita' AND o.creada > ahora() - interval '2 minutes'
        AND o.estado IN ('pedida', 'enviando', 'aceptada') AND l.estado IN ('solicitada', 'sonando_agente') AND l.fusionada_en IS NULL);
END
$$;
