-- Creates a clinic of a group, with its stream of events.
-- Parameters: argumentos {grupo, nombre, zona?, pais?}. Returns: `clinica`. Errors: those of cc.clinica_crear. Reads and writes: as cc.clinica_crear.
CREATE OR REPLACE FUNCTION api.admin_clinica_crear(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  fila clinica := clinica_crear(admin_quien(admin_grupo(argumentos)), '{}', admin_cuerpo(argumentos, 'grupo'));
BEGIN
  RETURN clinica_json(fila);
END
$$;
REVOKE ALL ON FUNCTION api.admin_clinica_crear(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_clinica_crear(jsonb) TO cc_admin;
