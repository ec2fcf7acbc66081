-- What an agent's own tabs are told of an order of theirs. Parameters: o. Returns: deliveries, for cc.flujo_emitir.
-- Reads: llamada.
CREATE OR REPLACE FUNCTION cc.orden_entregas(o cc.orden) RETURNS cc.entrega[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF o.agente_id IS NULL THEN
    RETURN '{}';
  END IF;
  RETURN ARRAY(
    SELECT ROW(l.clinica_id, json_build_object('agentes', json_build_array(o.agente_id), 'tipo', 'trabajo', 'accion', 'actualizar',
      'cuerpo', json_build_object('orden_id', o.id, 'clase', o.clase, 'llamada_id', coalesce(l.fusionada_en, l.id),
        'peticion', o.peticion, 'estado', o.estado, 'motivo', o.motivo)))::cc.entrega
    FROM llamada l WHERE l.id = o.llamada_id);
END
$$;
