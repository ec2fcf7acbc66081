-- Creates a patient with their telephone numbers; the first is theirs (holder).
-- Parameters: argumentos {grupo, clinica, nombre, apellidos?, telefono: [text, …]?, erp_ref?, nacimiento?, n_historia?}.
-- Returns: {id, erp_ref, telefonos: [clave]}. Errors: CC404, CC409 the ERP's reference is taken, CC422 not a number, not a date.
-- Reads: grupo, clinica, plan_numeracion. Writes: paciente, paciente_telefono, auditoria.
CREATE OR REPLACE FUNCTION api.admin_paciente_crear(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  grupo bigint := cc.admin_grupo(argumentos);
  clinica bigint := cc.admin_clinica(grupo, argumentos);
  nuevo cc.paciente;
  claves text[];
BEGIN
  INSERT INTO cc.paciente (grupo_id, clinica_id, nombre, apellidos, erp_ref, nacimiento, n_historia, origen)
  VALUES (grupo, clinica, argumentos ->> 'nombre', coalesce(argumentos ->> 'apellidos', ''), argumentos ->> 'erp_ref',
          (argumentos ->> 'nacimiento')::date, argumentos ->> 'n_historia', 'importado')
  RETURNING * INTO nuevo;
  WITH escrito AS (
    SELECT t.texto, t.orden, cc.telefono_clave(t.texto, c.pais) AS clave
    FROM cc.clinica c, jsonb_array_elements_text(argumentos -> 'telefono') WITH ORDINALITY AS t (texto, orden)
    WHERE c.id = clinica
  ), nuevos AS (
    INSERT INTO cc.paciente_telefono (grupo_id, paciente_id, clave, original, titular, fuente)
    SELECT grupo, nuevo.id, e.clave, e.texto, e.orden = 1, 'importado' FROM escrito e
    RETURNING paciente_telefono.clave
  )
  SELECT array_agg(n.clave) INTO claves FROM nuevos n;
  PERFORM cc.admin_auditar(grupo, 'paciente.crear', nuevo.id);
  RETURN json_build_object('id', nuevo.id, 'erp_ref', nuevo.erp_ref, 'telefonos', coalesce(to_json(claves), '[]'));
EXCEPTION
  WHEN unique_violation THEN
    RAISE EXCEPTION 'Ya hay un paciente con esa referencia, o se repite un teléfono.' USING ERRCODE = 'CC409';
  WHEN not_null_violation THEN
    RAISE EXCEPTION 'Uno de los teléfonos no es un número.' USING ERRCODE = 'CC422';
  WHEN invalid_datetime_format OR datetime_field_overflow THEN
    RAISE EXCEPTION 'La fecha de nacimiento se escribe AAAA-MM-DD.' USING ERRCODE = 'CC422';
END
$$;
REVOKE ALL ON FUNCTION api.admin_paciente_crear(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_paciente_crear(jsonb) TO cc_admin;
