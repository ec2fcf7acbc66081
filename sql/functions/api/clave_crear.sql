-- POST /claves: a new API key. Nobody gives more than they administer: a key of every clinic is made by who administers all.
-- Parameters: token_hash, SHA-256 of the token that the worker made and shows once; cuerpo {nombre, ambitos, clinicas: ids, absent or
--   null: all of the group, those to come included; caduca}.
-- Returns: 201 `clave`; the worker adds the token; Location. Errors: CC401, CC403, CC404 a clinic, CC409 too many, CC422.
-- Writes: clave_api, auditoria.
CREATE OR REPLACE FUNCTION api.clave_crear(credencial bytea, contexto jsonb, token_hash bytea, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', NULL);
  clinicas bigint[];
  k clave_api;
BEGIN
  PERFORM problema_cuerpo(cuerpo, '{"nombre": {"es": "texto", "min": 1, "max": 120, "falta": false},
    "ambitos": {"es": "palabras", "max": 50, "falta": false},
    "clinicas": {"es": "ids", "max": 200}, "caduca": {"es": "instante"}}');
  IF cuerpo ->> 'clinicas' IS NOT NULL THEN
    clinicas := ARRAY(SELECT c::bigint FROM jsonb_array_elements_text(cuerpo -> 'clinicas') c);
  END IF;
  IF NOT clave_alcanza(q, clinicas) THEN
    IF clinicas IS NULL THEN
      PERFORM problema_campo('clinicas', 'No administra todas las clínicas del grupo: diga para cuáles es.');
    END IF;
    PERFORM problema_campo('clinicas', 'Hay una clínica que no existe.', 'CC404');
  END IF;
  k := clave_hacer(q.grupo_id, cuerpo ->> 'nombre', ARRAY(SELECT jsonb_array_elements_text(cuerpo -> 'ambitos')), clinicas,
    (cuerpo ->> 'caduca')::timestamptz, token_hash, q.agente_id);
  PERFORM quien_audita(q, contexto, 'clave.crear', 'clave', k.id, jsonb_build_object('ambitos', k.ambitos, 'clinicas', k.clinicas));
  RETURN ROW(201, jsonb_build_object('Location', '/api/contact-center/claves/' || k.id), clave_json(k))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.clave_crear(bytea, jsonb, bytea, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.clave_crear(bytea, jsonb, bytea, jsonb) TO cc_api;
