-- GET /grabaciones/:id/audio, piece by piece. Who begins to listen is noted: agents hear what was left for their clinic, because
-- they return the call; keys never do.
-- Parameters: id; desde, the byte at which the piece begins; bytes, its greatest length: 0 only opens it, which is what is noted.
-- Returns: one row (tipo, bytes of the whole, trozo).
-- Errors: CC401, CC403, CC404; CC409 there is nothing to listen to (yet). Reads: grabacion, llamada. Writes: grabacion_acceso.
CREATE OR REPLACE FUNCTION api.grabacion_audio(credencial bytea, contexto jsonb, id bigint, desde int, bytes int) RETURNS api.trozo
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', NULL);
  g grabacion := quien_grabacion(q, grabacion_audio.id);
  r api.trozo;
BEGIN
  IF g.estado <> 'lista' THEN
    PERFORM problema('CC409', 'El audio de este mensaje todavía no está aquí.');
  ELSIF grabacion_audio.bytes = 0 THEN
    INSERT INTO grabacion_acceso (grabacion_id, agente_id, cuando, peticion) VALUES (g.id, q.agente_id, ahora(), contexto ->> 'peticion');
  END IF;
  SELECT x.tipo, octet_length(x.audio), substr(x.audio, desde + 1, grabacion_audio.bytes) INTO r FROM grabacion x WHERE x.id = g.id;
  RETURN r;
END
$$;
REVOKE ALL ON FUNCTION api.grabacion_audio(bytea, jsonb, bigint, int, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.grabacion_audio(bytea, jsonb, bigint, int, int) TO cc_api;
