-- Creates a centralita. The command line makes its public id and its secret, and prints the secret once.
-- Parameters: argumentos {grupo, clinica, nombre, adaptador, zona?, publico, secreto, credencial? (hex, sealed under CC_CLAVE),
--   ajustes?, judged by its adapter}.
-- Returns: {id, publico}. Errors: CC404, CC409 the name is taken, CC422 unknown adapter.
-- Reads: grupo, clinica. Writes: centralita, centralita_salud, auditoria.
CREATE OR REPLACE FUNCTION api.admin_centralita_crear(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  grupo bigint := cc.admin_grupo(argumentos);
  clinica bigint := cc.admin_clinica(grupo, argumentos);
  nueva cc.centralita;
BEGIN
  INSERT INTO cc.centralita (grupo_id, clinica_id, publico, nombre, adaptador, secretos, zona, pais, ajustes, credencial)
  SELECT grupo, clinica, argumentos ->> 'publico', argumentos ->> 'nombre', argumentos ->> 'adaptador',
         ARRAY[decode(argumentos ->> 'secreto', 'hex')], coalesce(argumentos ->> 'zona', c.zona), c.pais,
         coalesce(argumentos -> 'ajustes', '{}'), decode(argumentos ->> 'credencial', 'hex')
  FROM cc.clinica c WHERE c.id = clinica
  RETURNING * INTO nueva;
  INSERT INTO cc.centralita_salud (centralita_id) VALUES (nueva.id);
  PERFORM cc.admin_auditar(grupo, 'centralita.crear', nueva.id);
  RETURN json_build_object('id', nueva.id, 'publico', nueva.publico);
EXCEPTION WHEN unique_violation THEN
  RAISE EXCEPTION 'El grupo ya tiene una centralita con ese nombre.' USING ERRCODE = 'CC409';
END
$$;
REVOKE ALL ON FUNCTION api.admin_centralita_crear(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_centralita_crear(jsonb) TO cc_admin;
