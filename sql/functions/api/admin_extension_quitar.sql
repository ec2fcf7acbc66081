-- Takes a telephone away; one that somebody sat at, or that rang, stays, out of use.
-- Parameters: argumentos {extension}. Returns: {id, quitada}, or the `extension` that stays, out of use. Errors: those of cc.extension_quitar.
-- Reads and writes: as cc.extension_quitar.
CREATE OR REPLACE FUNCTION api.admin_extension_quitar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  cual bigint := (argumentos ->> 'extension')::bigint;
  fila extension := extension_quitar(admin_quien((SELECT x.grupo_id FROM extension x WHERE x.id = cual)), '{}', cual);
BEGIN
  RETURN admin_quitada(cual, CASE WHEN fila.id IS NOT NULL THEN extension_json(fila) END);
END
$$;
REVOKE ALL ON FUNCTION api.admin_extension_quitar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_extension_quitar(jsonb) TO cc_admin;
