-- POST /centralitas. cc-api has judged the adapter and its settings, and made the public id and the secret that it shows once.
-- Parameters: cuerpo {nombre, adaptador, clinica_id, zona, pais, silencio_min, ajustes} and, of cc-api: publico, secreto_sellado and
--   credencial_sellada (hex, under CC_CLAVE). No Idempotency-Key: what it would repeat is a secret.
-- Returns: 201 `centralita`; Location, ETag. Errors: CC401, CC403, CC404; CC409 the name is taken; CC422.
-- Reads: clinica. Writes: centralita, centralita_salud, auditoria, evento.
CREATE OR REPLACE FUNCTION api.centralita_crear(credencial bytea, contexto jsonb, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', NULL);
  clinica clinica;
  nueva bigint;
BEGIN
  PERFORM centralita_comprobar(q, cuerpo, true);
  SELECT x.* INTO clinica FROM clinica x WHERE x.id = quien_clinica(q, (cuerpo ->> 'clinica_id')::bigint, NULL);
  INSERT INTO centralita AS x (grupo_id, clinica_id, publico, nombre, adaptador, secretos, zona, pais, ajustes, silencio_min, credencial)
  VALUES (q.grupo_id, clinica.id, cuerpo ->> 'publico', btrim(cuerpo ->> 'nombre'), cuerpo ->> 'adaptador',
    ARRAY[decode(cuerpo ->> 'secreto_sellado', 'hex')], coalesce(cuerpo ->> 'zona', clinica.zona),
    coalesce(cuerpo ->> 'pais', clinica.pais), coalesce(nullif(cuerpo -> 'ajustes', 'null'), '{}'),
    coalesce((cuerpo ->> 'silencio_min')::int, 240), decode(nullif(cuerpo ->> 'credencial_sellada', ''), 'hex'))
  ON CONFLICT (grupo_id, nombre) DO NOTHING
  RETURNING x.id INTO nueva;
  IF nueva IS NULL THEN
    PERFORM problema_campo('nombre', 'Ya hay una centralita con ese nombre.', 'CC409');
  END IF;
  INSERT INTO centralita_salud (centralita_id) VALUES (nueva);
  PERFORM quien_audita(q, contexto, 'centralita.crear', 'centralita', nueva, jsonb_build_object('adaptador', cuerpo ->> 'adaptador'));
  PERFORM flujo_emitir(centralita_entregas(nueva));
  RETURN ROW(201, jsonb_build_object('ETag', '"1"', 'Location', '/api/contact-center/centralitas/' || nueva),
    centralita_json(nueva))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.centralita_crear(bytea, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.centralita_crear(bytea, jsonb, jsonb) TO cc_api;
