-- GET /trabajos: the jobs of the group in one state: dead (the default), waiting or being done; the newest first.
-- Parameters: estado; clase, to narrow it; cursor, of the page before; limite. Returns: 200 {elementos: [trabajo], siguiente}; Link.
-- Errors: CC400 the cursor; CC401; CC403. Reads: trabajo.
CREATE OR REPLACE FUNCTION api.trabajos_listar(credencial bytea, contexto jsonb, estado text, clase text, cursor text, limite int)
RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', NULL);
  cuantos constant int := coalesce(limite, 50);
  en constant text[] := CASE coalesce(estado, 'muerto') WHEN 'en_curso' THEN '{tomado, enviando}' ELSE ARRAY[coalesce(estado, 'muerto')] END;
  desde bigint;
  elementos json;
  ultimo bigint;
  quedan boolean;
BEGIN
  IF cursor !~ '^[0-9]{1,18}$' THEN
    PERFORM problema('CC400', 'El cursor no es de esta lista.');
  END IF;
  desde := cursor::bigint;
  WITH pagina AS (
    SELECT t FROM trabajo t
    WHERE t.grupo_id = q.grupo_id AND t.estado = ANY (en) AND t.estado IN ('pendiente', 'tomado', 'enviando', 'muerto')
      AND (trabajos_listar.clase IS NULL OR t.clase = trabajos_listar.clase) AND (desde IS NULL OR t.id < desde)
    ORDER BY t.id DESC LIMIT cuantos + 1
  ), corta AS (SELECT p.t FROM pagina p ORDER BY (p.t).id DESC LIMIT cuantos)
  SELECT coalesce(json_agg(trabajo_json(c.t) ORDER BY (c.t).id DESC), '[]'), min((c.t).id), (SELECT count(*) FROM pagina) > cuantos
    INTO elementos, ultimo, quedan
  FROM corta c;
  RETURN ROW(200, CASE WHEN quedan THEN jsonb_build_object('Link', format('</api/contact-center/trabajos?estado=%s&cursor=%s&limite=%s%s>; rel="next"',
      coalesce(estado, 'muerto'), ultimo, cuantos, '&clase=' || clase)) END,
    json_build_object('elementos', elementos, 'siguiente', CASE WHEN quedan THEN ultimo::text END))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.trabajos_listar(bytea, jsonb, text, text, text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.trabajos_listar(bytea, jsonb, text, text, text, int) TO cc_api;
