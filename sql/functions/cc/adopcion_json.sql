-- One adoption in the shape `adopcion` of app/INTERFACES.md §3.
-- Parameters: id. Returns: json. Reads: adopcion, agente, what cc.adopcion_persona reads.
CREATE OR REPLACE FUNCTION cc.adopcion_json(id bigint) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT json_build_object('id', a.id, 'estado', a.estado, 'creada', a.creada, 'resuelta', a.resuelta,
      'agente', CASE WHEN g.id IS NOT NULL THEN json_build_object('id', g.id, 'nombre', g.nombre) END,
      'propio', adopcion_persona(a.propio_id), 'erp', adopcion_persona(a.erp_id))
    FROM adopcion a LEFT JOIN agente g ON g.id = a.agente_id
    WHERE a.id = adopcion_json.id);
END
$$;
