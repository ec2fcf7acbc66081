-- Takes a disposition away; one that calls have stays, out of use.
-- Parameters: argumentos {tipificacion}. Returns: {id, quitada}, or the `tipificacion` that stays, out of use. Errors: those of cc.tipificacion_quitar.
-- Reads and writes: as cc.tipificacion_quitar.
CREATE OR REPLACE FUNCTION api.admin_tipificacion_quitar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  cual bigint := (argumentos ->> 'tipificacion')::bigint;
  fila tipificacion := tipificacion_quitar(admin_quien((SELECT x.grupo_id FROM tipificacion x WHERE x.id = cual)), '{}', cual);
BEGIN
  RETURN admin_quitada(cual, CASE WHEN fila.id IS NOT NULL THEN tipificacion_json(fila) END);
END
$$;
REVOKE ALL ON FUNCTION api.admin_tipificacion_quitar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_tipificacion_quitar(jsonb) TO cc_admin;
