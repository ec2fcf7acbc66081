-- Adds a queue, as its centralita names it.
-- Parameters: argumentos {centralita, nombre, etiqueta?, clinica?}. Returns: `cola`. Errors: those of cc.cola_crear. Reads and writes: as cc.cola_crear.
CREATE OR REPLACE FUNCTION api.admin_cola_crear(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  fila cola := cola_crear(admin_quien((admin_centralita(argumentos)).grupo_id), '{}', admin_cuerpo(argumentos, ''));
BEGIN
  RETURN cola_json(fila);
END
$$;
REVOKE ALL ON FUNCTION api.admin_cola_crear(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_cola_crear(jsonb) TO cc_admin;
