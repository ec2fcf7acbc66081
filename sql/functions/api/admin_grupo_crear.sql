-- Creates a group: the owner of patients, centralitas and agents.
-- Parameters: argumentos {nombre, pais?}. Returns: {id, nombre}. Errors: CC409 when the name is taken.
-- Reads: nothing. Writes: grupo, auditoria.
CREATE OR REPLACE FUNCTION api.admin_grupo_crear(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  nuevo cc.grupo;
BEGIN
  INSERT INTO cc.grupo (nombre, pais) VALUES (argumentos ->> 'nombre', coalesce(argumentos ->> 'pais', 'ES'))
  RETURNING * INTO nuevo;
  PERFORM cc.admin_auditar(nuevo.id, 'grupo.crear', nuevo.id);
  RETURN json_build_object('id', nuevo.id, 'nombre', nuevo.nombre);
EXCEPTION WHEN unique_violation THEN
  RAISE EXCEPTION 'Ya hay un grupo con ese nombre.' USING ERRCODE = 'CC409';
END
$$;
REVOKE ALL ON FUNCTION api.admin_grupo_crear(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_grupo_crear(jsonb) TO cc_admin;
