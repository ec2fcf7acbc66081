-- A group's settings in the shape `grupo` of app/INTERFACES.md §3. Parameters: g. Returns: json.
CREATE OR REPLACE FUNCTION cc.grupo_json(g cc.grupo) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN json_build_object('id', g.id, 'version', g.version, 'nombre', g.nombre, 'pais', g.pais,
    'pacientes_compartidos', g.pacientes_compartidos,
    'agentes_ven_saldo', coalesce(g.ajustes -> 'agentes_ven_saldo' = 'true', false),
    'url_ficha', g.url_ficha, 'url_cita', g.url_cita);
END
$$;
