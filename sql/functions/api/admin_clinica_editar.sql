-- Another name, zone or setting of a clinic; closed for good, or open again.
-- Parameters: argumentos {clinica, nombre?, zona?, pais?, abandono_corto_s?, umbral_servicio_s?, postllamada?, activa?}; what does not come stays. Returns: `clinica`.
-- Errors: those of cc.clinica_editar. Reads and writes: as cc.clinica_editar.
CREATE OR REPLACE FUNCTION api.admin_clinica_editar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  cual bigint := (argumentos ->> 'clinica')::bigint;
  fila clinica := clinica_editar(admin_quien((SELECT x.grupo_id FROM clinica x WHERE x.id = cual)), '{"si_coincide": "*"}', cual,
    admin_cuerpo(argumentos, 'clinica'));
BEGIN
  RETURN clinica_json(fila);
END
$$;
REVOKE ALL ON FUNCTION api.admin_clinica_editar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_clinica_editar(jsonb) TO cc_admin;
