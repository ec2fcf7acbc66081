-- Calls as lines of a CSV.
-- Parameters: ids, in order; siguiente, where the next page begins, for the last line; NULL when there is none.
-- Returns: fila_llamada, in that order. Reads: llamada, clinica, paciente, llamada_paciente, contacto, linea, agente,
--   tipificacion, nota, and the numbering plans for numbers that nobody has shown yet.
CREATE OR REPLACE FUNCTION cc.llamada_filas(ids bigint[], siguiente text) RETURNS SETOF cc.fila_llamada
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
    SELECT l.id, c.nombre, to_char(l.inicio AT TIME ZONE c.zona, 'YYYY-MM-DD'), to_char(l.inicio AT TIME ZONE c.zona, 'HH24:MI:SS'),
      momento_texto(l.inicio, c.zona), l.direccion, l.estado, l.resultado, CASE WHEN l.es_perdida THEN 'si' ELSE 'no' END,
      telefono_uri(l.numero), coalesce(l.numero_mostrado, telefono_mostrar(l.numero, c.pais)),
      rtrim(p.nombre || ' ' || p.apellidos), p.id,
      (SELECT string_agg(rtrim(x.nombre || ' ' || x.apellidos), ', ' ORDER BY x.nombre, x.id)
       FROM llamada_paciente lp JOIN paciente x ON x.id = lp.paciente_id WHERE lp.llamada_id = l.id AND lp.papel = 'asunto'),
      k.nombre, n.etiqueta, telefono_uri(n.clave), l.cola, l.extension, a.nombre, l.espera_s, l.conversacion_s, t.etiqueta,
      (SELECT string_agg(o.texto, E'\n' ORDER BY o.creada, o.id) FROM nota o WHERE o.llamada_id = l.id),
      l.seguimiento, l.grabacion, l.fuente, CASE WHEN i.orden = cardinality(ids) THEN llamada_filas.siguiente END
    FROM unnest(ids) WITH ORDINALITY i (id, orden)
      JOIN llamada l ON l.id = i.id
      JOIN clinica c ON c.id = l.clinica_id
      LEFT JOIN paciente p ON p.id = l.paciente_id
      LEFT JOIN contacto k ON k.id = l.contacto_id
      LEFT JOIN linea n ON n.id = l.linea_id
      LEFT JOIN agente a ON a.id = l.agente_id
      LEFT JOIN tipificacion t ON t.id = l.tipificacion_id
    ORDER BY i.orden;
END
$$;
