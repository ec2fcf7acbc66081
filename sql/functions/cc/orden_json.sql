-- What an executor is told to do: app/INTERFACES.md §6, column `orden`.
-- Parameters: o. Returns: json. Reads: llamada, linea, centralita, agente, and what cc.orden_marcar reads.
CREATE OR REPLACE FUNCTION cc.orden_json(o cc.orden) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  pbx cc.centralita;
  viva record;
BEGIN
  SELECT c.* INTO pbx FROM centralita c WHERE c.id = o.centralita_id;
  SELECT p.llamada, p.tramo INTO viva FROM orden_pata(o.llamada_id, o.extension) p;
  RETURN jsonb_build_object('clase', o.clase, 'peticion', o.peticion, 'extension', coalesce(o.extension, ''),
    'numero', coalesce(o.numero, ''), 'marcar', coalesce(orden_marcar(o.numero, pbx), ''),
    'linea', coalesce((SELECT l.clave FROM linea l WHERE l.id = o.linea_id), ''),
    'nombre_mostrar', coalesce((SELECT p.nombre || ' ' || p.apellidos FROM llamada l JOIN paciente p ON p.id = l.paciente_id
                                WHERE l.id = o.llamada_id), ''),
    'llamada', CASE o.clase WHEN 'originar' THEN '' ELSE coalesce(viva.llamada, o.ids ->> 'llamada', '') END,
    'tramo', CASE o.clase WHEN 'originar' THEN '' ELSE coalesce(viva.tramo, '') END,
    'destino', coalesce(CASE WHEN o.destino IS NOT NULL THEN orden_marcar(o.destino, pbx) END, ''),
    'plazo_s', 30, 'enviada_s', coalesce(extract(epoch FROM o.enviada)::bigint, 0));
END
$$;
