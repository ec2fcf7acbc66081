-- GET /estadisticas as text/csv: a line for each value of each dimension.
-- Parameters: filtros, those of GET /estadisticas that are present; pagina is not used: it is one page.
-- Returns: lines. Errors: CC401, CC403, CC404, CC422. Reads: what cc.estadisticas_json reads. Writes: auditoria.
CREATE OR REPLACE FUNCTION api.estadisticas_csv(credencial bytea, contexto jsonb, filtros jsonb, pagina text)
RETURNS TABLE (dimension text, valor text, nombre text, llamadas int, entrantes int, atendidas int, perdidas int, salientes int,
  salientes_atendidas int, internas int, espera_media_s int, conversacion_s int, conversacion_media_s int, cuentan int, a_tiempo int,
  nivel_servicio numeric, siguiente text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'llamadas:leer');
  e jsonb := estadisticas_json(q, quien_clinicas(q, (filtros ->> 'clinica_id')::bigint), filtros - 'clinica_id');
BEGIN
  PERFORM csv_auditar(q, contexto, 'estadisticas', filtros, pagina);
  RETURN QUERY
    SELECT d.nombre, coalesce(v.fila #>> d.valor, v.fila #>> '{direccion}'), v.fila #>> d.etiqueta, c.llamadas, c.entrantes, c.atendidas, c.perdidas,
      c.salientes, c.salientes_atendidas, c.internas, c.espera_media_s, c.conversacion_s, c.conversacion_media_s, c.cuentan, c.a_tiempo,
      c.nivel_servicio, NULL::text
    FROM (VALUES (1, 'total', NULL, NULL), (2, 'clinica', '{clinica, id}', '{clinica, nombre}'), (3, 'dia', '{dia}', NULL), (4, 'tramo', '{inicio}', NULL),
        (5, 'hora', '{hora}', NULL), (6, 'dia_semana', '{dia_semana}', NULL), (7, 'semana', '{dia_semana}', '{hora}'),
        (8, 'linea', '{linea, id}', '{linea, etiqueta}'), (9, 'cola', '{cola}', NULL), (10, 'agente', '{agente, id}', '{agente, nombre}'),
        (11, 'tipificacion', '{tipificacion, id}', '{tipificacion, etiqueta}'), (12, 'resultado', '{direccion}', '{resultado}')
      ) d0 (orden, nombre, valor, etiqueta)
      CROSS JOIN LATERAL (SELECT d0.orden, d0.nombre, d0.valor::text[], d0.etiqueta::text[]) d (orden, nombre, valor, etiqueta)
      CROSS JOIN LATERAL jsonb_array_elements(CASE d.nombre WHEN 'total' THEN jsonb_build_array(e -> 'total')
        ELSE coalesce(nullif(e -> ('por_' || d.nombre), 'null'), '[]') END) WITH ORDINALITY v (fila, n)
      CROSS JOIN LATERAL jsonb_to_record(v.fila) c (llamadas int, entrantes int, atendidas int, perdidas int, salientes int,
        salientes_atendidas int, internas int, espera_media_s int, conversacion_s int, conversacion_media_s int, cuentan int, a_tiempo int,
        nivel_servicio numeric)
    ORDER BY d.orden, v.n;
END
$$;
REVOKE ALL ON FUNCTION api.estadisticas_csv(bytea, jsonb, jsonb, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.estadisticas_csv(bytea, jsonb, jsonb, text) TO cc_api;
