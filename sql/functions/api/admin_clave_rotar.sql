-- Gives an API key a new token (cc.clave_rotar), which the command line makes and prints once.
-- Parameters: argumentos {clave (id), horas that the old one goes on (24), token_hash (hex)}. Returns: {id, anterior_caduca}.
-- Errors: CC404; CC409 revoked, or two live already; CC422. Reads: clave_api. Writes: clave_api, auditoria.
CREATE OR REPLACE FUNCTION api.admin_clave_rotar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  k clave_api := admin_clave(argumentos);
  horas int := coalesce((argumentos ->> 'horas')::int, 24);
BEGIN
  IF k.revocada IS NOT NULL THEN
    PERFORM problema('CC409', 'Esa clave está revocada.');
  ELSIF horas NOT BETWEEN 0 AND 720 THEN
    PERFORM problema('CC422', 'El token anterior puede seguir de 0 a 720 horas.');
  END IF;
  k := cc.clave_rotar(k, decode(argumentos ->> 'token_hash', 'hex'), horas);
  PERFORM cc.admin_auditar(k.grupo_id, 'clave.rotar', k.id);
  RETURN json_build_object('id', k.id, 'anterior_caduca', k.anterior_caduca);
END
$$;
REVOKE ALL ON FUNCTION api.admin_clave_rotar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_clave_rotar(jsonb) TO cc_admin;
