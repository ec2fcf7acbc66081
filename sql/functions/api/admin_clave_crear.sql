-- Creates an API key of a group. The command line makes the token and prints it once.
-- Parameters: argumentos {grupo, nombre, ambitos: ["llamadas:leer", …], clinica: ids as texts, none: all; caduca, RFC 3339; token_hash (hex)}.
-- Returns: {id, nombre, ambitos}. Errors: CC404; CC409, CC422 as cc.clave_hacer. Reads: grupo. Writes: clave_api, auditoria.
CREATE OR REPLACE FUNCTION api.admin_clave_crear(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  grupo bigint := cc.admin_grupo(argumentos);
  clinicas bigint[];
  k clave_api;
BEGIN
  IF argumentos ? 'clinica' THEN
    clinicas := ARRAY(SELECT admin_clinica(grupo, jsonb_build_object('clinica', c)) FROM jsonb_array_elements_text(argumentos -> 'clinica') c);
  END IF;
  k := clave_hacer(grupo, argumentos ->> 'nombre', ARRAY(SELECT jsonb_array_elements_text(argumentos -> 'ambitos')), clinicas,
    (argumentos ->> 'caduca')::timestamptz, decode(argumentos ->> 'token_hash', 'hex'), NULL);
  PERFORM cc.admin_auditar(grupo, 'clave.crear', k.id, jsonb_build_object('ambitos', k.ambitos, 'clinicas', k.clinicas));
  RETURN json_build_object('id', k.id, 'nombre', k.nombre, 'ambitos', k.ambitos);
EXCEPTION WHEN invalid_datetime_format OR datetime_field_overflow THEN
  RAISE EXCEPTION 'La fecha de caducidad se escribe 2027-01-31 o 2027-01-31T12:00:00+01:00.' USING ERRCODE = 'CC422';
END
$$;
REVOKE ALL ON FUNCTION api.admin_clave_crear(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_clave_crear(jsonb) TO cc_admin;
