-- GET /llamadas: the calls that live, and today's; with the position of each clinic's flow that this answer corresponds to,
-- from which a browser goes on with events. STABLE, so that all of it is one snapshot; no lock is taken.
-- Parameters: clinica_id, NULL for all of the caller's; estado, 'viva', or 'hoy' (the default): live ones and today's; or
--   'por_identificar': the calls of the last 30 days of which nobody knows yet who they were.
-- Returns: 200 {elementos, siguiente: null, posiciones}: live first, then newest first; at most 300 of today: the rest is in the
--   history.
-- Errors: CC401, CC403, CC404 no clinic of mine, CC422. Reads: llamada, clinica, flujo, what cc.llamada_json reads.
CREATE OR REPLACE FUNCTION api.llamadas_listar(credencial bytea, contexto jsonb, clinica_id bigint, estado text)
RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'llamadas:leer');
  clinicas bigint[] := quien_clinicas(q, llamadas_listar.clinica_id);
  tambien_hoy boolean := coalesce(llamadas_listar.estado, 'hoy') = 'hoy';
  elementos json;
  posiciones json;
BEGIN
  IF llamadas_listar.estado NOT IN ('viva', 'hoy', 'por_identificar') THEN
    PERFORM problema_campo('estado', 'Debe ser viva, hoy o por_identificar.');
  END IF;
  SELECT json_agg(llamada_json(x.id) ORDER BY x.viva DESC, x.inicio DESC, x.id DESC) INTO elementos
  FROM (
    SELECT l.id, l.inicio, true AS viva
    FROM llamada l
    WHERE l.clinica_id = ANY (clinicas) AND l.cierre IS NULL AND l.estado <> 'finalizada' AND l.fusionada_en IS NULL
      AND llamadas_listar.estado IS DISTINCT FROM 'por_identificar'
    UNION ALL
    SELECT p.id, p.inicio, false
    FROM clinica c CROSS JOIN LATERAL (
      SELECT l.id, l.inicio
      FROM llamada l
      WHERE l.clinica_id = c.id AND l.fusionada_en IS NULL AND l.estado = 'finalizada' AND l.direccion <> 'interna'
        AND l.identificacion IN ('desconocida', 'multiple_pendiente') AND l.inicio > ahora() - interval '30 days'
      ORDER BY l.inicio DESC, l.id DESC
      LIMIT 200) p
    WHERE llamadas_listar.estado = 'por_identificar' AND c.id = ANY (clinicas)
    UNION ALL
    (SELECT h.id, h.inicio, false
    FROM clinica c CROSS JOIN LATERAL (
      SELECT l.id, l.inicio
      FROM llamada l
      WHERE l.clinica_id = c.id AND l.fusionada_en IS NULL AND l.estado = 'finalizada'
        AND l.inicio >= date_trunc('day', ahora(), c.zona)
      ORDER BY l.inicio DESC, l.id DESC
      LIMIT 300) h
    WHERE tambien_hoy AND c.id = ANY (clinicas)
    ORDER BY h.inicio DESC, h.id DESC
    LIMIT 300)) x;
  SELECT json_object_agg(c.id, json_build_array(coalesce(f.epoca, 0), coalesce(f.seq, 0))) INTO posiciones
  FROM unnest(clinicas) c (id) LEFT JOIN flujo f ON f.clinica_id = c.id;
  RETURN ROW(200, NULL, json_build_object('elementos', coalesce(elementos, '[]'), 'siguiente', NULL, 'posiciones', posiciones)
    )::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.llamadas_listar(bytea, jsonb, bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.llamadas_listar(bytea, jsonb, bigint, text) TO cc_api;
