-- POST /suscripciones: from now on the ERP is told of these events at this address. cc-api makes the secret and shows it once.
-- Parameters: cuerpo {nombre, url, eventos (absent or []: all), clinicas (absent: all that the caller administers), red_privada}
--   and, of cc-api, secreto_sellado (hex, under CC_CLAVE). No Idempotency-Key: what it would repeat is a secret.
-- Returns: 201 `suscripcion`; Location, ETag. Errors: CC401, CC403; CC404 a clinic; CC409 the group has 20 already; CC422.
-- Reads: clinica. Writes: suscripcion, auditoria.
CREATE OR REPLACE FUNCTION api.suscripcion_crear(credencial bytea, contexto jsonb, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'suscripciones:escribir');
  maximo constant int := 20;
  s suscripcion;
BEGIN
  PERFORM suscripcion_comprobar(q, cuerpo, true, false);
  PERFORM FROM grupo g WHERE g.id = q.grupo_id FOR NO KEY UPDATE;
  IF (SELECT count(*) FROM suscripcion x WHERE x.grupo_id = q.grupo_id) >= maximo THEN
    PERFORM problema('CC409', format('El grupo tiene ya %s suscripciones: quite alguna.', maximo));
  END IF;
  INSERT INTO suscripcion AS x (grupo_id, nombre, url, eventos, clinicas, red_privada, secretos, creada)
  VALUES (q.grupo_id, btrim(cuerpo ->> 'nombre'), cuerpo ->> 'url',
    ARRAY(SELECT DISTINCT jsonb_array_elements_text(coalesce(nullif(cuerpo -> 'eventos', 'null'), '[]')) ORDER BY 1),
    suscripcion_clinicas(q, cuerpo), coalesce((cuerpo ->> 'red_privada')::boolean, false),
    ARRAY[decode(cuerpo ->> 'secreto_sellado', 'hex')], ahora())
  RETURNING x.* INTO s;
  PERFORM quien_audita(q, contexto, 'suscripcion.crear', 'suscripcion', s.id, jsonb_build_object('url', s.url));
  RETURN ROW(201, jsonb_build_object('ETag', '"1"', 'Location', '/api/contact-center/suscripciones/' || s.id),
    suscripcion_json(s))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.suscripcion_crear(bytea, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.suscripcion_crear(bytea, jsonb, jsonb) TO cc_api;
