-- POST /centralitas/ensayo: what a delivery would become. The worker has read it with the settings to try; nothing is written.
-- Parameters: zona, of times that come without one; eventos, canonical, NULL when it could not be read; motivo, why; errores,
--   of the settings, NULL when they are good.
-- Returns: 200 {legible, motivo, veredicto, eventos: [{evento, momento, conocido, defecto}]}. Errors: CC401, CC403, CC422.
-- Reads: nothing.
CREATE OR REPLACE FUNCTION api.centralita_ensayo(credencial bytea, contexto jsonb, zona text, eventos jsonb, motivo text,
  errores jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', NULL);
  pbx cc.centralita;
BEGIN
  IF errores IS NOT NULL THEN
    RAISE EXCEPTION 'Hay datos que no son válidos.' USING ERRCODE = 'CC422', DETAIL = errores::text;
  END IF;
  BEGIN
    PERFORM ahora() AT TIME ZONE centralita_ensayo.zona;
  EXCEPTION WHEN invalid_parameter_value THEN
    PERFORM problema_campo('zona', 'No es una zona horaria.');
  END;
  pbx.id := 0;
  pbx.grupo_id := q.grupo_id;
  pbx.zona := centralita_ensayo.zona;
  RETURN ROW(200, NULL, (
    SELECT json_build_object('legible', eventos IS NOT NULL, 'motivo', motivo,
      'veredicto', entrega_veredicto(eventos IS NOT NULL, hecho_leer_todos(pbx, coalesce(eventos, '[]')), 1),
      'eventos', coalesce(json_agg(json_build_object('evento', x.evento, 'momento', (l.h).momento,
        'conocido', hecho_rango((l.h).tipo) IS NOT NULL, 'defecto', l.defecto) ORDER BY x.orden), '[]'))
    FROM jsonb_array_elements(eventos) WITH ORDINALITY x (evento, orden)
      CROSS JOIN LATERAL (SELECT (r).hecho AS h, (r).defecto FROM hecho_leer(pbx, x.evento) r) l))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.centralita_ensayo(bytea, jsonb, text, jsonb, text, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.centralita_ensayo(bytea, jsonb, text, jsonb, text, jsonb) TO cc_api;
