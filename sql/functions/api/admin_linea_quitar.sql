-- Takes a line away; one that calls refer to stays, out of use.
-- Parameters: argumentos {linea}. Returns: {id, quitada}, or the `linea` that stays, out of use. Errors: those of cc.linea_quitar.
-- Reads and writes: as cc.linea_quitar.
CREATE OR REPLACE FUNCTION api.admin_linea_quitar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  cual bigint := (argumentos ->> 'linea')::bigint;
  fila linea := linea_quitar(admin_quien((SELECT x.grupo_id FROM linea x WHERE x.id = cual)), '{}', cual);
BEGIN
  RETURN admin_quitada(cual, CASE WHEN fila.id IS NOT NULL THEN linea_json(fila) END);
END
$$;
REVOKE ALL ON FUNCTION api.admin_linea_quitar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_linea_quitar(jsonb) TO cc_admin;
