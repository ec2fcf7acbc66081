-- The week of a clinic. Parameters: argumentos {clinica}. Returns: the ranges, [{dia_semana, abre, cierra}]; none: always open.
-- Errors: CC404. Reads: clinica, horario.
CREATE OR REPLACE FUNCTION api.admin_horario_ver(argumentos jsonb) RETURNS json
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  semana json := horario_json((argumentos ->> 'clinica')::bigint);
BEGIN
  IF semana IS NULL THEN
    PERFORM problema('CC404', 'No existe esa clínica.');
  END IF;
  RETURN semana -> 'franjas';
END
$$;
REVOKE ALL ON FUNCTION api.admin_horario_ver(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_horario_ver(jsonb) TO cc_admin;
