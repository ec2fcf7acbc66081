-- One follow-up in the shape `seguimiento` of app/INTERFACES.md §3.
-- Parameters: id. Returns: json, NULL when there is none. Reads: seguimiento, llamada, grabacion, paciente, agente, clinica, and the numbering plans.
CREATE OR REPLACE FUNCTION cc.seguimiento_json(id bigint) RETURNS json
LANGUAGE plpgsql STABLE AS $$
DECLARE
  salida json;
BEGIN
  SELECT row_to_json(fila) INTO salida
  FROM (
    SELECT s.id, s.version, s.clinica_id, s.clase, s.clave AS numero, telefono_mostrar(s.clave, c.pais) AS numero_mostrado,
      CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'nombre', rtrim(p.nombre || ' ' || p.apellidos)) END
        AS paciente,
      s.llamada_id, s.estado, s.prioridad, s.llamadas, s.intentos, s.texto, s.primera, s.ultima, s.vence,
      mensaje_de_seguimiento(s) AS mensaje,
      CASE WHEN a.id IS NOT NULL THEN json_build_object('id', a.id, 'nombre', a.nombre) END AS agente
    FROM seguimiento s
      JOIN clinica c ON c.id = s.clinica_id
      LEFT JOIN paciente p ON p.id = s.paciente_id
      LEFT JOIN agente a ON a.id = s.agente_id
    WHERE s.id = seguimiento_json.id) fila;
  RETURN salida;
END
$$;
