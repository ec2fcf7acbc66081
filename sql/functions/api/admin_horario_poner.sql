-- The week of a clinic, replaced whole.
-- Parameters: argumentos {clinica, franja: ["1-5 09:00-14:00", …]; none: always open}. Returns: the ranges.
-- Errors: those of cc.admin_franjas and cc.horario_poner. Reads and writes: as cc.horario_poner.
CREATE OR REPLACE FUNCTION api.admin_horario_poner(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  cual bigint := (argumentos ->> 'clinica')::bigint;
BEGIN
  PERFORM horario_poner(admin_quien((SELECT c.grupo_id FROM clinica c WHERE c.id = cual)), '{"si_coincide": "*"}', cual,
    jsonb_build_object('franjas', admin_franjas(coalesce(argumentos -> 'franja', '[]'))));
  RETURN horario_json(cual) -> 'franjas';
END
$$;
REVOKE ALL ON FUNCTION api.admin_horario_poner(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_horario_poner(jsonb) TO cc_admin;
