-- Another label, use or clinic of a line; shown when calling or not; out of use.
-- Parameters: argumentos {linea, etiqueta?, uso?, saliente?, preferida?, activa?, clinica?}; what does not come stays. Returns: `linea`.
-- Errors: those of cc.linea_editar. Reads and writes: as cc.linea_editar.
CREATE OR REPLACE FUNCTION api.admin_linea_editar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  cual bigint := (argumentos ->> 'linea')::bigint;
  fila linea := linea_editar(admin_quien((SELECT x.grupo_id FROM linea x WHERE x.id = cual)), '{"si_coincide": "*"}', cual,
    admin_cuerpo(argumentos, 'linea'));
BEGIN
  RETURN linea_json(fila);
END
$$;
REVOKE ALL ON FUNCTION api.admin_linea_editar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_linea_editar(jsonb) TO cc_admin;
