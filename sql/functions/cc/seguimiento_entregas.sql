-- What the panel of its clinic is told of a follow-up: what it is now.
-- Parameters: id. Returns: deliveries, for cc.flujo_emitir. Reads: seguimiento, what cc.seguimiento_json reads.
CREATE OR REPLACE FUNCTION cc.seguimiento_entregas(id bigint) RETURNS cc.entrega[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ARRAY(
    SELECT ROW(s.clinica_id, json_build_object('tema', 'panel', 'tipo', 'seguimiento', 'accion', 'actualizar',
                                               'cuerpo', seguimiento_json(s.id)))::cc.entrega
    FROM seguimiento s WHERE s.id = seguimiento_entregas.id);
END
$$;
