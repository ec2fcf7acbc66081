-- Adds a disposition to a group.
-- Parameters: argumentos {grupo, etiqueta, orden?}. Returns: `tipificacion`. Errors: those of cc.tipificacion_crear. Reads and writes: as cc.tipificacion_crear.
CREATE OR REPLACE FUNCTION api.admin_tipificacion_crear(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  fila tipificacion := tipificacion_crear(admin_quien(admin_grupo(argumentos)), '{}', admin_cuerpo(argumentos, 'grupo'));
BEGIN
  RETURN tipificacion_json(fila);
END
$$;
REVOKE ALL ON FUNCTION api.admin_tipificacion_crear(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_tipificacion_crear(jsonb) TO cc_admin;
