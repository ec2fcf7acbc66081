-- What is owed to a number of which nobody knows yet who calls from it: the open entries of the number and of whoever has it.
-- Parameters: grupo; clave, the number (NULL: none); clinicas, whose entries may be shown.
-- Returns: json array of {id, clase, texto, vence, estado, paciente_id}, promises first. Reads: seguimiento, paciente_telefono.
CREATE OR REPLACE FUNCTION cc.seguimientos_numero(grupo bigint, clave text, clinicas bigint[]) RETURNS json
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN coalesce((
    SELECT json_agg(json_build_object('id', s.id, 'clase', s.clase, 'texto', s.texto, 'vence', s.vence, 'estado', s.estado,
                                      'paciente_id', s.paciente_id) ORDER BY s.clase DESC, s.vence, s.id)
    FROM (
      SELECT x.* FROM seguimiento x
      WHERE x.grupo_id = grupo AND x.clave = seguimientos_numero.clave AND x.cerrado IS NULL
      UNION
      SELECT x.* FROM paciente_telefono t JOIN seguimiento x ON x.paciente_id = t.paciente_id AND x.cerrado IS NULL
      WHERE t.grupo_id = grupo AND t.clave = seguimientos_numero.clave AND t.hasta IS NULL) s
    WHERE s.clinica_id = ANY (clinicas)), '[]');
END
$$;
