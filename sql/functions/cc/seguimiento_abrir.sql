-- Opens the entry of a number at a clinic, or brings the open one up to date.
-- Parameters: those of cc.seguimiento_debidos. Returns: a delivery, when anything changed. Writes: seguimiento; as cc.suscripcion_seguimiento.
CREATE OR REPLACE FUNCTION cc.seguimiento_abrir(grupo bigint, clave text, clinica bigint, llamadas int, intentos int,
  primera timestamptz, ultima timestamptz, llamada bigint, paciente bigint, prioridad int) RETURNS cc.entrega[]
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  abierta bigint;
  nueva boolean;
BEGIN
  INSERT INTO seguimiento AS s (grupo_id, clinica_id, clase, clave, paciente_id, llamada_id, prioridad, llamadas, intentos,
    primera, ultima, estado)
  VALUES (grupo, clinica, 'perdida', seguimiento_abrir.clave, paciente, llamada, seguimiento_abrir.prioridad,
    seguimiento_abrir.llamadas, seguimiento_abrir.intentos, seguimiento_abrir.primera, seguimiento_abrir.ultima,
    CASE seguimiento_abrir.intentos WHEN 0 THEN 'pendiente' ELSE 'intentado' END)
  ON CONFLICT (clinica_id, clave) WHERE clase = 'perdida' AND cerrado IS NULL
  DO UPDATE SET paciente_id = coalesce(s.paciente_id, excluded.paciente_id), llamada_id = excluded.llamada_id,
    llamadas = excluded.llamadas, intentos = greatest(s.intentos, excluded.intentos), primera = excluded.primera,
    ultima = excluded.ultima, prioridad = excluded.prioridad, version = s.version + 1,
    estado = CASE WHEN s.estado = 'pendiente' THEN excluded.estado ELSE s.estado END
  WHERE (s.llamada_id, s.llamadas, s.primera, s.ultima, s.prioridad) IS DISTINCT FROM
        (excluded.llamada_id, excluded.llamadas, excluded.primera, excluded.ultima, excluded.prioridad)
     OR s.intentos < excluded.intentos OR s.paciente_id IS NULL AND excluded.paciente_id IS NOT NULL
  RETURNING id, xmax = 0 INTO abierta, nueva;
  IF abierta IS NULL THEN
    RETURN '{}';
  ELSIF nueva THEN
    PERFORM suscripcion_seguimiento(abierta);
  END IF;
  RETURN ARRAY[ROW(clinica, json_build_object('tema', 'panel', 'tipo', 'seguimiento', 'accion', 'actualizar',
                                              'cuerpo', seguimiento_json(abierta)))::cc.entrega];
END $$;
