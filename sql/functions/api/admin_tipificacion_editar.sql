-- Another label or place of a disposition; out of use.
-- Parameters: argumentos {tipificacion, etiqueta?, orden?, activa?}; what does not come stays. Returns: `tipificacion`.
-- Errors: those of cc.tipificacion_editar. Reads and writes: as cc.tipificacion_editar.
CREATE OR REPLACE FUNCTION api.admin_tipificacion_editar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  cual bigint := (argumentos ->> 'tipificacion')::bigint;
  fila tipificacion := tipificacion_editar(admin_quien((SELECT x.grupo_id FROM tipificacion x WHERE x.id = cual)), '{"si_coincide": "*"}', cual,
    admin_cuerpo(argumentos, 'tipificacion'));
BEGIN
  RETURN tipificacion_json(fila);
END
$$;
REVOKE ALL ON FUNCTION api.admin_tipificacion_editar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_tipificacion_editar(jsonb) TO cc_admin;
