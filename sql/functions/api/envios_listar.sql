-- GET /suscripciones/:id/envios: what was sent to a subscription, or is to be, newest first, as long as it is kept.
-- Parameters: id; estado, to narrow it; cursor, of the page before; limite. Returns: 200 {elementos: [envio], siguiente}; Link.
-- Errors: CC400 the cursor; CC401, CC403, CC404. Reads: suscripcion_envio, trabajo.
CREATE OR REPLACE FUNCTION api.envios_listar(credencial bytea, contexto jsonb, id bigint, estado text, cursor text, limite int)
RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'suscripciones:leer');
  s suscripcion := quien_suscripcion(q, envios_listar.id, false);
  cuantas constant int := coalesce(limite, 50);
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
    SELECT e FROM suscripcion_envio e
    WHERE e.suscripcion_id = s.id AND (desde IS NULL OR e.id < desde) AND (envios_listar.estado IS NULL OR e.estado = envios_listar.estado)
    ORDER BY e.id DESC LIMIT cuantas + 1
  ), corta AS (SELECT p.e FROM pagina p ORDER BY (p.e).id DESC LIMIT cuantas)
  SELECT coalesce(json_agg(envio_json(c.e) ORDER BY (c.e).id DESC), '[]'), min((c.e).id), (SELECT count(*) FROM pagina) > cuantas
    INTO elementos, ultimo, quedan
  FROM corta c;
  RETURN ROW(200, CASE WHEN quedan THEN jsonb_build_object('Link', format('</api/contact-center/suscripciones/%s/envios?cursor=%s&limite=%s%s>; rel="next"',
      s.id, ultimo, cuantas, '&estado=' || envios_listar.estado)) END,
    json_build_object('elementos', elementos, 'siguiente', CASE WHEN quedan THEN ultimo::text END))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.envios_listar(bytea, jsonb, bigint, text, text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.envios_listar(bytea, jsonb, bigint, text, text, int) TO cc_api;
