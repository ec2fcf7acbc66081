-- GET /llamadas as text/csv: the calls that live, then the others, newest first, one page a call. Unlike the list, all of them.
-- Parameters: filtros, {clinica_id, estado} as of GET /llamadas; pagina, `siguiente` of the last line of the page before,
--   NULL for the first: the live ones are on it.
-- Returns: lines; `siguiente` is on the last of a page that another one follows. Errors: CC401, CC403, CC404, CC422.
-- Reads: llamada, clinica, what cc.llamada_filas reads. Writes: auditoria, on the first page.
CREATE OR REPLACE FUNCTION api.llamadas_csv(credencial bytea, contexto jsonb, filtros jsonb, pagina text)
RETURNS SETOF cc.fila_llamada
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  FILAS CONSTANT int := 1000;
  q quien := autenticar(credencial, contexto, 'agente', 'llamadas:leer');
  clinicas bigint[] := quien_clinicas(q, (filtros ->> 'clinica_id')::bigint);
  cuales text := coalesce(filtros ->> 'estado', 'hoy');
  antes record := cursor_leer(pagina);
  vivas bigint[] := '{}';
  ids bigint[] := '{}';
  siguiente text;
BEGIN
  PERFORM problema_cuerpo(filtros, '{"clinica_id": {"es": "entero", "min": 1, "max": 999999999999999},
    "estado": {"es": "opcion", "valores": ["viva", "hoy", "por_identificar"]}}');
  IF pagina IS NULL AND cuales <> 'por_identificar' THEN
    vivas := ARRAY(SELECT l.id FROM llamada l
                   WHERE l.clinica_id = ANY (clinicas) AND l.cierre IS NULL AND l.estado <> 'finalizada' AND l.fusionada_en IS NULL
                   ORDER BY l.inicio DESC, l.id DESC);
  END IF;
  IF cuales <> 'viva' THEN
    ids := ARRAY(
      SELECT h.id
      FROM clinica c CROSS JOIN LATERAL (
        SELECT l.id, l.inicio FROM llamada l
        WHERE l.clinica_id = c.id AND l.fusionada_en IS NULL AND l.estado = 'finalizada'
          AND l.inicio >= CASE cuales WHEN 'hoy' THEN date_trunc('day', ahora(), c.zona) ELSE ahora() - interval '30 days' END
          AND (cuales = 'hoy' OR l.direccion <> 'interna' AND l.identificacion IN ('desconocida', 'multiple_pendiente'))
          AND (pagina IS NULL OR (l.inicio, l.id) < (antes.inicio, antes.id))
        ORDER BY l.inicio DESC, l.id DESC LIMIT FILAS + 1) h
      WHERE c.id = ANY (clinicas)
      ORDER BY h.inicio DESC, h.id DESC LIMIT FILAS + 1);
  END IF;
  IF cardinality(ids) > FILAS THEN
    SELECT cursor_crear(l.inicio, l.id) INTO siguiente FROM llamada l WHERE l.id = ids[FILAS];
  END IF;
  PERFORM csv_auditar(q, contexto, 'llamadas', filtros, pagina);
  RETURN QUERY SELECT x.* FROM llamada_filas(vivas || ids[:FILAS], siguiente) x;
END
$$;
REVOKE ALL ON FUNCTION api.llamadas_csv(bytea, jsonb, jsonb, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.llamadas_csv(bytea, jsonb, jsonb, text) TO cc_api;
