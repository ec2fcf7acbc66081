-- One person in the shape `agente` of app/INTERFACES.md §3, as somebody may see them: their roles in the caller's clinics.
-- Parameters: q, of cc.autenticar; a; entrada, when they last logged in. Returns: json. Reads: agente_clinica.
CREATE OR REPLACE FUNCTION cc.agente_json(q cc.quien, a cc.agente, entrada timestamptz) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN json_build_object('id', a.id, 'version', a.version, 'usuario', a.usuario, 'nombre', a.nombre, 'idioma', a.idioma,
    'activo', a.activo, 'clinicas', (
      SELECT coalesce(json_agg(json_build_object('clinica_id', ac.clinica_id, 'rol', ac.rol) ORDER BY ac.clinica_id), '[]')
      FROM agente_clinica ac WHERE ac.agente_id = a.id AND ac.clinica_id = ANY (q.clinicas)),
    'editable', agente_alcanza(q, a.id),
    'ultima_entrada', entrada);
END
$$;
