-- Another label or clinic of a telephone; shared or not; out of use.
-- Parameters: argumentos {extension, etiqueta?, compartida?, activa?, clinica?}; what does not come stays. Returns: `extension`.
-- Errors: those of cc.extension_editar. Reads and writes: as cc.extension_editar.
CREATE OR REPLACE FUNCTION api.admin_extension_editar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  cual bigint := (argumentos ->> 'extension')::bigint;
  fila extension := extension_editar(admin_quien((SELECT x.grupo_id FROM extension x WHERE x.id = cual)), '{"si_coincide": "*"}', cual,
    admin_cuerpo(argumentos, 'extension'));
BEGIN
  RETURN extension_json(fila);
END
$$;
REVOKE ALL ON FUNCTION api.admin_extension_editar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_extension_editar(jsonb) TO cc_admin;
