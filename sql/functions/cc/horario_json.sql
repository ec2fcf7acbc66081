-- A clinic's opening hours in the shape `horario` of app/INTERFACES.md §3. Parameters: clinica, id. Returns: json.
-- Reads: clinica, horario, what cc.horario_abierto reads.
CREATE OR REPLACE FUNCTION cc.horario_json(clinica bigint) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT json_build_object('clinica_id', c.id, 'version', c.horario_version, 'zona', c.zona,
      'abierta', horario_abierto(c.id, ahora()), 'franjas', (
        SELECT coalesce(json_agg(json_build_object('dia_semana', h.dia_semana, 'abre', left(h.abre::text, 5),
          'cierra', left(h.cierra::text, 5)) ORDER BY h.dia_semana, h.abre), '[]')
        FROM horario h WHERE h.clinica_id = c.id))
    FROM clinica c WHERE c.id = horario_json.clinica);
END
$$;
