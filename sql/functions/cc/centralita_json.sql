-- A PBX as its administrator sees it: shape `centralita` of app/INTERFACES.md §3. Secrets are not among it: they are shown once,
-- when they are made. Parameters: pbx, id. Returns: json. Reads: centralita, centralita_salud, salida.
CREATE OR REPLACE FUNCTION cc.centralita_json(pbx bigint) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT json_build_object('id', c.id, 'version', c.version, 'nombre', c.nombre, 'adaptador', c.adaptador, 'clinica_id', c.clinica_id,
      'activa', c.activa, 'publico', c.publico, 'zona', c.zona, 'pais', c.pais, 'ajustes', c.ajustes,
      'con_credencial', c.credencial IS NOT NULL, 'silencio_min', c.silencio_min, 'secretos', cardinality(c.secretos),
      'secreto_creado', c.secreto_creado, 'creada', c.creada, 'ultimo_evento', s.ultimo_evento,
      'silenciosa', s.silenciosa_desde IS NOT NULL, 'silenciosa_desde', s.silenciosa_desde,
      'disponible', centralita_disponible(c.id), 'motivo', CASE WHEN NOT centralita_disponible(c.id) THEN a.motivo END,
      'ordenes', centralita_ordenes(c),
      'rechazados', coalesce(s.rechazados, 0), 'ultimo_rechazo', s.ultimo_rechazo, 'ultimo_motivo', s.ultimo_motivo,
      'cuarentena', coalesce(s.cuarentena, 0), 'desconocidos', coalesce(s.desconocidos, 0))
    FROM centralita c LEFT JOIN centralita_salud s ON s.centralita_id = c.id LEFT JOIN salida a ON a.destino = 'centralita ' || c.id
    WHERE c.id = pbx);
END
$$;
