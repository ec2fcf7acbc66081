-- A day on which a clinic is closed.
-- Parameters: argumentos {clinica, dia, nombre?}. Returns: `festivo`. Errors: those of cc.festivo_crear. Reads and writes: as cc.festivo_crear.
CREATE OR REPLACE FUNCTION api.admin_festivo_crear(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  fila festivo := festivo_crear(admin_quien((SELECT c.grupo_id FROM clinica c WHERE c.id = (argumentos ->> 'clinica')::bigint)), '{}', admin_cuerpo(argumentos, ''));
BEGIN
  RETURN festivo_json(fila);
END
$$;
REVOKE ALL ON FUNCTION api.admin_festivo_crear(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_festivo_crear(jsonb) TO cc_admin;
