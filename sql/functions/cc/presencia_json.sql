-- An agent's presence, as the event `presencia` carries it. Parameters: agente, id. Returns: json.
-- Reads: agente, presencia, agente_extension, extension.
CREATE OR REPLACE FUNCTION cc.presencia_json(agente bigint) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT json_build_object('agente_id', a.id, 'nombre', a.nombre, 'estado', coalesce(p.estado, 'desconectado'),
      'motivo', p.motivo, 'desde', p.desde, 'extension', e.numero)
    FROM agente a
      LEFT JOIN presencia p ON p.agente_id = a.id
      LEFT JOIN agente_extension ae ON ae.agente_id = a.id AND ae.hasta IS NULL
      LEFT JOIN extension e ON e.id = ae.extension_id
    WHERE a.id = presencia_json.agente);
END
$$;
