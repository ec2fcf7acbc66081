-- PATCH /suscripciones/:id: another name, address, kinds or clinics; `activa` false pauses it (what happens waits, seven days), true
-- resumes it and sends what waits. Another address begins with a clean sheet: what was known against the former is forgotten.
-- Parameters: id; contexto (`si_coincide`); cuerpo {nombre, url, eventos, clinicas, red_privada, activa}.
-- Returns: 200 `suscripcion`; ETag. Errors: CC401, CC403; CC404; CC412, CC428; CC422.
-- Reads: clinica. Writes: suscripcion, salida, trabajo, auditoria.
CREATE OR REPLACE FUNCTION api.suscripcion_editar(credencial bytea, contexto jsonb, id bigint, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'suscripciones:escribir');
  antes suscripcion := quien_suscripcion(q, suscripcion_editar.id, true);
  s suscripcion;
BEGIN
  PERFORM problema_version(contexto, antes.version);
  PERFORM suscripcion_comprobar(q, cuerpo || CASE WHEN cuerpo ? 'red_privada' AND NOT cuerpo ? 'url' THEN jsonb_build_object('url', antes.url)
                                             ELSE '{}' END, false, antes.red_privada);
  UPDATE suscripcion x SET nombre = coalesce(btrim(cuerpo ->> 'nombre'), x.nombre), url = coalesce(cuerpo ->> 'url', x.url),
    eventos = CASE WHEN jsonb_typeof(cuerpo -> 'eventos') = 'array'
      THEN ARRAY(SELECT DISTINCT jsonb_array_elements_text(cuerpo -> 'eventos') ORDER BY 1) ELSE x.eventos END,
    clinicas = CASE WHEN cuerpo ? 'clinicas' THEN suscripcion_clinicas(q, cuerpo) ELSE x.clinicas END,
    red_privada = coalesce((cuerpo ->> 'red_privada')::boolean, x.red_privada),
    pausa = CASE (cuerpo ->> 'activa')::boolean WHEN true THEN NULL WHEN false THEN coalesce(x.pausa, 'manual') ELSE x.pausa END,
    fallando = CASE WHEN (cuerpo ->> 'activa')::boolean OR cuerpo ->> 'url' <> x.url THEN NULL ELSE x.fallando END,
    version = x.version + 1
  WHERE x.id = antes.id
  RETURNING x.* INTO s;
  IF s.url <> antes.url OR s.pausa IS NULL AND antes.pausa IS NOT NULL THEN
    PERFORM salida_bien('suscripcion ' || s.id);
  END IF;
  IF s.pausa IS NULL AND antes.pausa IS NOT NULL THEN
    PERFORM suscripcion_armar(s, e.id) FROM suscripcion_envio e
    WHERE e.suscripcion_id = s.id AND e.estado = 'pendiente' ORDER BY e.id;
  END IF;
  PERFORM quien_audita(q, contexto, 'suscripcion.editar', 'suscripcion', s.id, jsonb_build_object('url', s.url, 'activa', s.pausa IS NULL));
  RETURN ROW(200, jsonb_build_object('ETag', format('"%s"', s.version)), suscripcion_json(s))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.suscripcion_editar(bytea, jsonb, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.suscripcion_editar(bytea, jsonb, bigint, jsonb) TO cc_api;
