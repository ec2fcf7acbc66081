-- One clinic in the shape `clinica` of app/INTERFACES.md §3. Parameters: c. Returns: json.
CREATE OR REPLACE FUNCTION cc.clinica_json(c cc.clinica) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN json_build_object('id', c.id, 'version', c.version, 'nombre', c.nombre, 'zona', c.zona, 'pais', c.pais,
    'abandono_corto_s', c.abandono_corto_s, 'umbral_servicio_s', c.umbral_servicio_s,
    'postllamada', coalesce(c.ajustes -> 'postllamada' = 'true', false),
    'activa', c.activa);
END
$$;
