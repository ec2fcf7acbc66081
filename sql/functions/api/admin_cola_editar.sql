-- Another label or clinic of a queue; out of use.
-- Parameters: argumentos {cola, etiqueta?, activa?, clinica?}; what does not come stays. Returns: `cola`.
-- Errors: those of cc.cola_editar. Reads and writes: as cc.cola_editar.
CREATE OR REPLACE FUNCTION api.admin_cola_editar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  cual bigint := (argumentos ->> 'cola')::bigint;
  fila cola := cola_editar(admin_quien((SELECT x.grupo_id FROM cola x WHERE x.id = cual)), '{"si_coincide": "*"}', cual,
    admin_cuerpo(argumentos, 'cola'));
BEGIN
  RETURN cola_json(fila);
END
$$;
REVOKE ALL ON FUNCTION api.admin_cola_editar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_cola_editar(jsonb) TO cc_admin;
