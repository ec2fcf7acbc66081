-- Takes a queue away; one that calls waited in stays, out of use.
-- Parameters: argumentos {cola}. Returns: {id, quitada}, or the `cola` that stays, out of use. Errors: those of cc.cola_quitar.
-- Reads and writes: as cc.cola_quitar.
CREATE OR REPLACE FUNCTION api.admin_cola_quitar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  cual bigint := (argumentos ->> 'cola')::bigint;
  fila cola := cola_quitar(admin_quien((SELECT x.grupo_id FROM cola x WHERE x.id = cual)), '{}', cual);
BEGIN
  RETURN admin_quitada(cual, CASE WHEN fila.id IS NOT NULL THEN cola_json(fila) END);
END
$$;
REVOKE ALL ON FUNCTION api.admin_cola_quitar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_cola_quitar(jsonb) TO cc_admin;
