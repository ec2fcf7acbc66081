-- The day is an ordinary one again.
-- Parameters: argumentos {festivo}. Returns: {id, quitada}. Errors: those of cc.festivo_quitar.
-- Reads and writes: as cc.festivo_quitar.
CREATE OR REPLACE FUNCTION api.admin_festivo_quitar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  cual bigint := (argumentos ->> 'festivo')::bigint;
BEGIN
  PERFORM festivo_quitar(admin_quien((SELECT x.grupo_id FROM festivo x WHERE x.id = cual)), '{}', cual);
  RETURN admin_quitada(cual, NULL);
END
$$;
REVOKE ALL ON FUNCTION api.admin_festivo_quitar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_festivo_quitar(jsonb) TO cc_admin;
