-- The settings of a group. An empty address takes it away.
-- Parameters: argumentos {grupo, nombre?, url_ficha?, url_cita?, pacientes_compartidos?, agentes_ven_saldo?}. Returns: `grupo`.
-- Errors: those of cc.grupo_editar. Reads and writes: as cc.grupo_editar.
CREATE OR REPLACE FUNCTION api.admin_grupo_editar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  fila grupo := grupo_editar(admin_quien(admin_grupo(argumentos)), '{"si_coincide": "*"}', admin_cuerpo(argumentos, 'grupo'));
BEGIN
  RETURN grupo_json(fila);
END
$$;
REVOKE ALL ON FUNCTION api.admin_grupo_editar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_grupo_editar(jsonb) TO cc_admin;
