-- PUT /grabaciones/subida/:centralita: a PBX that cannot be reached brings the audio of a message. cc-api has judged its secret
-- and its kind. The same audio again is the same recording.
-- Parameters: centralita, version of the configuration by which the secret was judged; contexto; llamada, the PBX's id of the call;
--   tipo; audio. How long it is the facts say, if anybody.
-- Returns: 201, or 200 when it was there, {id, llamada_id}.
-- Errors: CC404 no such call (yet: the PBX brings it again); CC419 the configuration has changed: fetch it and repeat.
-- Reads: centralita, llamada_id, llamada, hecho. Writes: grabacion, llamada, seguimiento, evento.
CREATE OR REPLACE FUNCTION api.grabacion_subir(centralita bigint, version int, contexto jsonb, llamada text, tipo text, audio bytea) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  pbx cc.centralita;
  l cc.llamada;
  g cc.grabacion;
BEGIN
  SELECT c.* INTO pbx FROM centralita c WHERE c.id = grabacion_subir.centralita AND c.version = grabacion_subir.version AND c.activa;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'La configuración de la centralita ha cambiado' USING ERRCODE = 'CC419';
  END IF;
  l := llamada_del_pbx(pbx.id, grabacion_subir.llamada);
  IF l.id IS NULL THEN
    PERFORM problema('CC404', 'No se conoce esa llamada: traiga el audio después de sus sucesos.');
  END IF;
  INSERT INTO grabacion AS x (grupo_id, llamada_id, clase, estado, clave, tipo, audio, duracion_s, creada)
  VALUES (l.grupo_id, l.id, 'buzon', 'lista', encode(sha256(audio), 'hex'), tipo, audio,
    (SELECT max((h.datos ->> 'duracion_s')::int) FROM unnest(llamada_hechos_de(l)) h WHERE h.tipo = 'buzon.mensaje'), ahora())
  ON CONFLICT (llamada_id, clase, clave) DO NOTHING
  RETURNING x.* INTO g;
  IF g.id IS NOT NULL THEN
    PERFORM grabacion_avisar(l.id);
    RETURN (201, NULL::jsonb, json_build_object('id', g.id, 'llamada_id', l.id));
  END IF;
  SELECT x.* INTO g FROM grabacion x WHERE x.llamada_id = l.id AND x.clase = 'buzon' AND x.clave = encode(sha256(audio), 'hex');
  RETURN (200, NULL::jsonb, json_build_object('id', g.id, 'llamada_id', l.id));
END
$$;
REVOKE ALL ON FUNCTION api.grabacion_subir(bigint, int, jsonb, text, text, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.grabacion_subir(bigint, int, jsonb, text, text, bytea) TO cc_api;
