-- GET /historial: the calls that pass every filter that is present, newest first, by keyset pages.
-- Parameters: desde, hasta, days of each clinic's zone (both included) or RFC 3339 moments (hasta excluded); direccion,
--   resultado, estado, one word or several with commas; agente_id, who attended; extension, of who attended, else the first
--   that rang; linea_id; cola, as the PBX names it; paciente_id, who spoke or about whom; tipificacion_id; perdida; grabacion,
--   whether there is a recording, or one being made; duracion_min_s, of talking; q, two letters or more of a patient's name or of a
--   note, or three digits or more of a number; clinica_id; cursor, of the page before; limite (default 50).
-- Returns: 200 {elementos: [llamada], siguiente}; Link rel=next. Errors: CC401, CC403, CC404 no clinic of mine, CC422.
-- Reads: what cc.historial_ids and cc.llamada_json read. Writes: nothing: a replica can answer it.
CREATE OR REPLACE FUNCTION api.historial(credencial bytea, contexto jsonb, desde text, hasta text, direccion text,
  resultado text, estado text, agente_id bigint, extension text, linea_id bigint, cola text, paciente_id bigint,
  tipificacion_id bigint, perdida boolean, grabacion boolean, duracion_min_s int, q text, clinica_id bigint, cursor text, limite int) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  yo quien := autenticar(credencial, contexto, 'agente', 'llamadas:leer');
  n int := coalesce(limite, 50);
  f jsonb := jsonb_strip_nulls(jsonb_build_object('desde', desde, 'hasta', hasta, 'direccion', direccion,
    'resultado', resultado, 'estado', estado, 'agente_id', agente_id, 'extension', extension, 'linea_id', linea_id,
    'cola', cola, 'paciente_id', paciente_id, 'tipificacion_id', tipificacion_id, 'perdida', perdida, 'grabacion', grabacion,
    'duracion_min_s', duracion_min_s, 'q', nullif(btrim(q), ''), 'clinica_id', clinica_id, 'cursor', cursor));
  ids bigint[];
  elementos json;
  siguiente text;
BEGIN
  PERFORM historial_comprobar(f || jsonb_build_object('limite', n));
  -- One more than the page tells whether there is a next one.
  ids := historial_ids(yo, quien_clinicas(yo, historial.clinica_id), f, n + 1);
  SELECT json_agg(llamada_json(i.id) ORDER BY i.orden) INTO elementos
  FROM unnest(ids[:n]) WITH ORDINALITY i (id, orden);
  IF cardinality(ids) > n THEN
    SELECT cursor_crear(l.inicio, l.id) INTO siguiente FROM llamada l WHERE l.id = ids[n];
  END IF;
  RETURN ROW(200, cursor_enlace('historial', f || jsonb_build_object('limite', limite), siguiente),
    json_build_object('elementos', coalesce(elementos, '[]'), 'siguiente', siguiente))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.historial(bytea, jsonb, text, text, text, text, text, bigint, text, bigint, text, bigint, bigint, boolean, boolean, int, text, bigint, text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.historial(bytea, jsonb, text, text, text, text, text, bigint, text, bigint, text, bigint, bigint, boolean, boolean, int, text, bigint, text, int) TO cc_api;
