-- Revokes an API key at once.
-- Parameters: argumentos {clave (id)}. Returns: {id, revocada}. Errors: CC404. Reads: clave_api. Writes: clave_api, auditoria.
CREATE OR REPLACE FUNCTION api.admin_clave_revocar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  fila cc.clave_api;
BEGIN
  UPDATE cc.clave_api k SET revocada = coalesce(k.revocada, cc.ahora())
  WHERE k.id = (argumentos ->> 'clave')::bigint RETURNING * INTO fila;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'No hay ninguna clave %.', argumentos ->> 'clave' USING ERRCODE = 'CC404';
  END IF;
  PERFORM cc.admin_auditar(fila.grupo_id, 'clave.revocar', fila.id);
  RETURN json_build_object('id', fila.id, 'revocada', fila.revocada);
END
$$;
REVOKE ALL ON FUNCTION api.admin_clave_revocar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_clave_revocar(jsonb) TO cc_admin;
