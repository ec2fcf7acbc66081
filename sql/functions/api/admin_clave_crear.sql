-- Creates an API key of a group. The command line makes the token and prints it once.
-- Parameters: argumentos {grupo, nombre, ambitos: ["llamadas:leer", …], token_hash (hex)}. Returns: {id, nombre, ambitos}.
-- Errors: CC404, CC422 unknown scope. Reads: grupo. Writes: clave_api, auditoria.
CREATE OR REPLACE FUNCTION api.admin_clave_crear(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  grupo bigint := cc.admin_grupo(argumentos);
  conocidos constant text[] := ARRAY(SELECT a.ambito FROM cc.clave_ambitos() a);
  pedidos text[] := ARRAY(SELECT jsonb_array_elements_text(argumentos -> 'ambitos'));
  nueva cc.clave_api;
BEGIN
  IF NOT pedidos <@ conocidos OR cardinality(pedidos) = 0 THEN
    RAISE EXCEPTION 'Ámbitos posibles: %.', array_to_string(conocidos, ', ') USING ERRCODE = 'CC422';
  END IF;
  INSERT INTO cc.clave_api (grupo_id, nombre, token_hash, ambitos)
  VALUES (grupo, argumentos ->> 'nombre', decode(argumentos ->> 'token_hash', 'hex'), pedidos) RETURNING * INTO nueva;
  PERFORM cc.admin_auditar(grupo, 'clave.crear', nueva.id, jsonb_build_object('ambitos', pedidos));
  RETURN json_build_object('id', nueva.id, 'nombre', nueva.nombre, 'ambitos', nueva.ambitos);
END
$$;
REVOKE ALL ON FUNCTION api.admin_clave_crear(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_clave_crear(jsonb) TO cc_admin;
