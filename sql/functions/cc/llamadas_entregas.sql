-- What the panels of their clinics are told of these calls: what they are now.
-- Parameters: ids. Returns: deliveries, for cc.flujo_emitir. Reads: llamada, what cc.llamada_json reads.
CREATE OR REPLACE FUNCTION cc.llamadas_entregas(VARIADIC ids bigint[]) RETURNS cc.entrega[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ARRAY(
    SELECT ROW(l.clinica_id, json_build_object('tema', 'panel', 'tipo', 'llamada', 'accion', 'actualizar',
                                               'cuerpo', llamada_json(l.id)))::cc.entrega
    FROM llamada l WHERE l.id = ANY (ids) ORDER BY l.id);
END
$$;
