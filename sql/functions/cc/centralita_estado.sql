-- A PBX as the panels know it: the body of event centralita/actualizar.
-- Parameters: pbx, id. Returns: json. Reads: centralita, centralita_salud, salida.
CREATE OR REPLACE FUNCTION cc.centralita_estado(pbx bigint) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT json_build_object('id', c.id, 'nombre', c.nombre, 'ultimo_evento', s.ultimo_evento, 'silenciosa', NULL,
      'disponible', coalesce(NOT a.abierta, true), 'motivo', CASE WHEN a.abierta THEN a.motivo END)
    FROM centralita c LEFT JOIN centralita_salud s ON s.centralita_id = c.id LEFT JOIN salida a ON a.destino = 'centralita ' || c.id
    WHERE c.id = pbx);
END
$$;
