-- Closes a clinic for good.
-- Parameters: argumentos {clinica}. Returns: {id, quitada}, or the `clinica` that stays, out of use. Errors: those of cc.clinica_quitar.
-- Reads and writes: as cc.clinica_quitar.
CREATE OR REPLACE FUNCTION api.admin_clinica_quitar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  cual bigint := (argumentos ->> 'clinica')::bigint;
  fila clinica := clinica_quitar(admin_quien((SELECT x.grupo_id FROM clinica x WHERE x.id = cual)), '{}', cual);
BEGIN
  RETURN admin_quitada(cual, CASE WHEN fila.id IS NOT NULL THEN clinica_json(fila) END);
END
$$;
REVOKE ALL ON FUNCTION api.admin_clinica_quitar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_clinica_quitar(jsonb) TO cc_admin;
