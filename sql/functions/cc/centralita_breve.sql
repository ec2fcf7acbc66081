-- A PBX as every desk may know it: shape `centralita_breve` of app/INTERFACES.md §3, also the body of event centralita/actualizar.
-- `disponible`: whether it can be asked for anything now (its circuit breaker); `motivo`, why not; `ordenes`: what for.
-- Parameters: pbx, id. Returns: json. Reads: centralita, centralita_salud, salida.
CREATE OR REPLACE FUNCTION cc.centralita_breve(pbx bigint) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT json_build_object('id', c.id, 'nombre', c.nombre, 'adaptador', c.adaptador, 'clinica_id', c.clinica_id, 'activa', c.activa,
      'ultimo_evento', s.ultimo_evento, 'silenciosa', s.silenciosa_desde IS NOT NULL,
      'disponible', centralita_disponible(c.id), 'motivo', CASE WHEN NOT centralita_disponible(c.id) THEN a.motivo END,
      'ordenes', centralita_ordenes(c))
    FROM centralita c LEFT JOIN centralita_salud s ON s.centralita_id = c.id LEFT JOIN salida a ON a.destino = 'centralita ' || c.id
    WHERE c.id = pbx);
END
$$;
