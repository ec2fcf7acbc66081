-- What became of a click-to-call, from the facts of its call. What the PBX says of the call is stronger than what it answered
-- to the order, and a refusal stronger than doubt.
-- Parameters: hechos, in order; hecha, the data of its `peticion.hecha`. Returns: {estado; motivo; modo; agente_id, clinica_id,
--   extension: who asked, from where; sola: the PBX has said nothing; cancelada: the agent gave it up; cierra: when the asking
--   itself ended the call, null while it did not; resultado, duracion_s: as a person told; raiz: the PBX's id}. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamada_plegar_peticion(hechos cc.hecho[], hecha jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  h cc.hecho;
  raiz text;
  ofrecida boolean := false;        -- it is that of a llamada.ofrecida
  dice text[] := '{}';              -- the words of our own facts
  motivo text;
  contada jsonb := '{}';
  cierra timestamptz;
BEGIN
  FOREACH h IN ARRAY hechos LOOP
    IF h.tipo LIKE 'peticion.%' THEN
      dice := dice || substr(h.tipo, 10);
      motivo := coalesce(h.datos ->> 'motivo', motivo);
      contada := CASE h.tipo WHEN 'peticion.resuelta' THEN h.datos ELSE contada END;
      IF h.tipo IN ('peticion.rechazada', 'peticion.anulada', 'peticion.resuelta', 'peticion.vencida') THEN
        cierra := coalesce(cierra, h.momento);
      END IF;
    ELSIF h.tipo NOT LIKE 'cierre.%' AND (raiz IS NULL OR NOT ofrecida AND h.tipo = 'llamada.ofrecida') THEN
      raiz := h.llamada;
      ofrecida := h.tipo = 'llamada.ofrecida';
    END IF;
  END LOOP;
  RETURN jsonb_build_object('modo', hecha ->> 'modo', 'agente_id', hecha -> 'agente_id', 'clinica_id', hecha -> 'clinica_id',
    'extension', hecha ->> 'origen', 'sola', raiz IS NULL, 'cancelada', 'cancelada' = ANY (dice), 'cierra', cierra,
    'resultado', contada ->> 'resultado', 'duracion_s', contada -> 'duracion_s', 'raiz', raiz, 'motivo', motivo,
    'estado', CASE WHEN 'resuelta' = ANY (dice) THEN 'resuelta' WHEN 'anulada' = ANY (dice) THEN 'anulada'
                   WHEN 'rechazada' = ANY (dice) THEN 'rechazada' WHEN raiz IS NOT NULL THEN 'aceptada'
                   WHEN dice && '{vencida,incierta}' THEN 'incierta' WHEN 'aceptada' = ANY (dice) THEN 'aceptada' ELSE 'pedida' END);
END $$;
