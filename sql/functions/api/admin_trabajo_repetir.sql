-- Tries a dead job again. Parameters: argumentos {trabajo (id)}. Returns: `trabajo`.
-- Errors: CC404; CC409 it is not dead, or an order to a PBX. Writes: trabajo, suscripcion_envio, auditoria.
CREATE OR REPLACE FUNCTION api.admin_trabajo_repetir(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  t trabajo;
  vivo trabajo;
BEGIN
  SELECT x.* INTO t FROM trabajo x WHERE x.id = (argumentos ->> 'trabajo')::bigint FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'No hay ningún trabajo %.', argumentos ->> 'trabajo' USING ERRCODE = 'CC404';
  END IF;
  vivo := cc.trabajo_repetir(t);
  IF vivo.id IS NULL THEN
    RAISE EXCEPTION 'El trabajo % está % y es de clase %: no se repite.', t.id, t.estado, t.clase USING ERRCODE = 'CC409';
  END IF;
  IF t.grupo_id IS NOT NULL THEN
    PERFORM admin_auditar(t.grupo_id, 'trabajo.repetir', t.id);
  END IF;
  RETURN trabajo_json(vivo);
END
$$;
REVOKE ALL ON FUNCTION api.admin_trabajo_repetir(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_trabajo_repetir(jsonb) TO cc_admin;
