-- Creates an agent with a role in one or more clinics.
-- Parameters: argumentos {grupo, usuario, nombre, clinica: ["ID:rol", …], clave_hash (Argon2id)}. Returns: {id, usuario}.
-- Errors: CC404 no such group or clinic, CC409 the user name is taken, CC422 bad user name or role.
-- Reads: grupo, clinica. Writes: agente, agente_clinica, auditoria.
CREATE OR REPLACE FUNCTION api.admin_agente_crear(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  grupo bigint := cc.admin_grupo(argumentos);
  usuario text := lower(argumentos ->> 'usuario');
  nuevo bigint;
  puesto text;
BEGIN
  INSERT INTO cc.agente (grupo_id, usuario, nombre, clave_hash)
  VALUES (grupo, usuario, argumentos ->> 'nombre', argumentos ->> 'clave_hash') RETURNING id INTO nuevo;
  FOR puesto IN SELECT jsonb_array_elements_text(argumentos -> 'clinica') LOOP
    IF puesto !~ '^[0-9]{1,18}:(agente|supervisor|administrador|delegado)$' THEN
      RAISE EXCEPTION 'No se entiende «%». Se escribe --clinica ID:rol, con rol agente, supervisor, administrador o delegado.', puesto
        USING ERRCODE = 'CC422';
    END IF;
    INSERT INTO cc.agente_clinica (agente_id, clinica_id, grupo_id, rol)
    VALUES (nuevo, cc.admin_clinica(grupo, jsonb_build_object('clinica', split_part(puesto, ':', 1))), grupo, split_part(puesto, ':', 2));
  END LOOP;
  PERFORM cc.admin_auditar(grupo, 'agente.crear', nuevo, jsonb_build_object('clinicas', argumentos -> 'clinica'));
  RETURN json_build_object('id', nuevo, 'usuario', usuario);
EXCEPTION
  WHEN unique_violation THEN
    RAISE EXCEPTION 'Ya existe el usuario «%», o se repite una clínica.', usuario USING ERRCODE = 'CC409';
  WHEN check_violation THEN
    RAISE EXCEPTION 'Usuario no válido: de 2 a 80 letras minúsculas, cifras y . _ @ + -' USING ERRCODE = 'CC422';
END
$$;
REVOKE ALL ON FUNCTION api.admin_agente_crear(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_agente_crear(jsonb) TO cc_admin;
