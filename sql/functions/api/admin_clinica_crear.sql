-- Creates a clinic of a group, with its stream of events.
-- Parameters: argumentos {grupo, nombre, zona?}. Returns: {id, nombre, zona}.
-- Errors: CC404 no such group, CC409 the name is taken, CC422 unknown time zone. Reads: grupo, pg_timezone_names. Writes: clinica, flujo, auditoria.
CREATE OR REPLACE FUNCTION api.admin_clinica_crear(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  grupo bigint := cc.admin_grupo(argumentos);
  zona text := coalesce(argumentos ->> 'zona', 'Europe/Madrid');
  nueva cc.clinica;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_timezone_names z WHERE z.name = zona) THEN
    RAISE EXCEPTION 'Zona horaria desconocida: %. Ejemplos: Europe/Madrid, Atlantic/Canary.', zona USING ERRCODE = 'CC422';
  END IF;
  INSERT INTO cc.clinica (grupo_id, nombre, zona) VALUES (grupo, argumentos ->> 'nombre', zona) RETURNING * INTO nueva;
  INSERT INTO cc.flujo (clinica_id, grupo_id) VALUES (nueva.id, grupo);
  PERFORM cc.admin_auditar(grupo, 'clinica.crear', nueva.id);
  RETURN json_build_object('id', nueva.id, 'nombre', nueva.nombre, 'zona', nueva.zona);
EXCEPTION WHEN unique_violation THEN
  RAISE EXCEPTION 'El grupo ya tiene una clínica con ese nombre.' USING ERRCODE = 'CC409';
END
$$;
REVOKE ALL ON FUNCTION api.admin_clinica_crear(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_clinica_crear(jsonb) TO cc_admin;
