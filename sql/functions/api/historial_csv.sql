-- GET /historial as text/csv: all calls that pass the filters, newest first, one page a call.
-- Parameters: filtros, those of GET /historial that are present, without cursor and limite; pagina, `siguiente` of the last
--   line of the page before, NULL for the first.
-- Returns: lines; `siguiente` is on the last of a page that another one follows. Errors: CC401, CC403, CC404, CC422.
-- Reads: what cc.historial_ids and cc.llamada_filas read. Writes: auditoria, on the first page.
CREATE OR REPLACE FUNCTION api.historial_csv(credencial bytea, contexto jsonb, filtros jsonb, pagina text)
RETURNS SETOF cc.fila_llamada
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  FILAS CONSTANT int := 1000;
  q quien := autenticar(credencial, contexto, 'agente', 'llamadas:leer');
  f jsonb := jsonb_strip_nulls(filtros || jsonb_build_object('cursor', pagina));
  ids bigint[];
  siguiente text;
BEGIN
  PERFORM historial_comprobar(f);
  ids := historial_ids(q, quien_clinicas(q, (f ->> 'clinica_id')::bigint), f, FILAS + 1);
  IF cardinality(ids) > FILAS THEN
    SELECT cursor_crear(l.inicio, l.id) INTO siguiente FROM llamada l WHERE l.id = ids[FILAS];
  END IF;
  PERFORM csv_auditar(q, contexto, 'historial', filtros, pagina);
  RETURN QUERY SELECT x.* FROM llamada_filas(ids[:FILAS], siguiente) x;
END
$$;
REVOKE ALL ON FUNCTION api.historial_csv(bytea, jsonb, jsonb, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.historial_csv(bytea, jsonb, jsonb, text) TO cc_api;
