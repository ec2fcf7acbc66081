-- What an executor is told to do: app/INTERFACES.md §6, column `orden`. A call is named as its PBX names it; while it has
-- said nothing, by the id that came with its answer, else by ours.
-- Parameters: o. Returns: jsonb. Reads: orden, llamada, paciente, linea, centralita, and what cc.orden_marcar and cc.orden_pata read.
CREATE OR REPLACE FUNCTION cc.orden_json(o cc.orden) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  pbx cc.centralita;
  pata record;
  suya text;                        -- the id of the call
BEGIN
  SELECT c.* INTO pbx FROM centralita c WHERE c.id = o.centralita_id;
  SELECT p.llamada, p.tramo INTO pata FROM orden_pata(o.llamada_id, o.extension) p;
  IF o.clase <> 'originar' THEN
    suya := coalesce(pata.llamada, (SELECT coalesce(x.ids ->> 'llamada', x.peticion) FROM orden x
                                    WHERE x.llamada_id = o.llamada_id AND x.clase = 'originar'));
  END IF;
  RETURN jsonb_build_object('clase', o.clase, 'peticion', o.peticion, 'extension', coalesce(o.extension, ''),
    'numero', coalesce(o.numero, ''), 'marcar', coalesce(orden_marcar(o.numero, pbx), ''),
    'linea', coalesce((SELECT l.clave FROM linea l WHERE l.id = o.linea_id), ''),
    'nombre_mostrar', coalesce((SELECT rtrim(p.nombre || ' ' || p.apellidos) FROM llamada l JOIN paciente p ON p.id = l.paciente_id
                                WHERE l.id = o.llamada_id), ''),
    'llamada', coalesce(suya, ''), 'tramo', coalesce(CASE WHEN o.clase <> 'originar' THEN pata.tramo END, ''),
    'destino', coalesce(orden_marcar(o.destino, pbx), ''),
    'plazo_s', 30, 'enviada_s', coalesce(extract(epoch FROM o.enviada)::bigint, 0));
END
$$;
