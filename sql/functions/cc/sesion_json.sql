-- A session in the shape `sesion` of app/INTERFACES.md §3. Parameters: id. Returns: json, NULL when there is none.
-- Reads: sesion, agente, grupo, agente_clinica, clinica, agente_extension, extension.
CREATE OR REPLACE FUNCTION cc.sesion_json(id bigint) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT json_build_object(
      'agente', json_build_object('id', a.id, 'nombre', a.nombre, 'usuario', a.usuario, 'idioma', a.idioma,
        'preferencias', a.preferencias),
      'grupo', json_build_object('id', g.id, 'nombre', g.nombre, 'url_ficha', g.url_ficha, 'url_cita', g.url_cita),
      'clinicas', (
        SELECT coalesce(json_agg(json_build_object('id', c.id, 'nombre', c.nombre, 'zona', c.zona,
          'rol', CASE WHEN s.clave_api_id IS NOT NULL AND ac.rol = 'administrador' THEN 'supervisor' ELSE ac.rol END)
          ORDER BY c.nombre), '[]')
        FROM agente_clinica ac JOIN clinica c ON c.id = ac.clinica_id
        WHERE ac.agente_id = a.id),
      'puesto', (
        SELECT json_build_object('extension_id', e.id, 'numero', e.numero, 'etiqueta', e.etiqueta, 'clinica_id', e.clinica_id)
        FROM agente_extension ae JOIN extension e ON e.id = ae.extension_id
        WHERE ae.agente_id = a.id AND ae.hasta IS NULL),
      'extensiones', (
        SELECT coalesce(json_agg(json_build_object('id', e.id, 'numero', e.numero, 'etiqueta', e.etiqueta,
          'clinica_id', e.clinica_id, 'ocupada_por', (
            SELECT string_agg(o.nombre, ', ' ORDER BY o.nombre)
            FROM agente_extension ae JOIN agente o ON o.id = ae.agente_id
            WHERE ae.extension_id = e.id AND ae.hasta IS NULL AND ae.agente_id <> a.id))
          ORDER BY e.clinica_id, e.numero), '[]')
        FROM agente_clinica ac JOIN extension e ON e.clinica_id = ac.clinica_id AND e.activa
        WHERE ac.agente_id = a.id AND ac.rol <> 'delegado'),
      'caduca', s.caduca)
    FROM sesion s JOIN agente a ON a.id = s.agente_id JOIN grupo g ON g.id = a.grupo_id
    WHERE s.id = sesion_json.id);
END
$$;
