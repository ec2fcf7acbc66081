-- Adds a line (a DDI) to a centralita.
-- Parameters: argumentos {centralita, numero, etiqueta?, uso?, saliente?, preferida?, clinica?}. Returns: `linea`. Errors: those of cc.linea_crear. Reads and writes: as cc.linea_crear.
CREATE OR REPLACE FUNCTION api.admin_linea_crear(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  fila linea := linea_crear(admin_quien((admin_centralita(argumentos)).grupo_id), '{}', admin_cuerpo(argumentos, ''));
BEGIN
  RETURN linea_json(fila);
END
$$;
REVOKE ALL ON FUNCTION api.admin_linea_crear(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_linea_crear(jsonb) TO cc_admin;
