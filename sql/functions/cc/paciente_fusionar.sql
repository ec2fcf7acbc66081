-- Makes two patients one: what the first has becomes the second's, and the first goes (cc.paciente_vaciar). The second's
-- identity stands; where it is silent, the first's serves. The caller holds the locks of both's numbers.
-- Parameters: de, a, ids of patients of one group; clinicas, those whose patients the caller sees.
-- Writes: paciente, paciente_telefono, vinculo, cita, aviso, consentimiento, what cc.paciente_fusionar_llamadas and cc.paciente_vaciar write.
CREATE OR REPLACE FUNCTION cc.paciente_fusionar(de bigint, a bigint, clinicas bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM paciente p WHERE p.id IN (de, a) ORDER BY p.id FOR NO KEY UPDATE;
  UPDATE paciente_telefono t SET titular = t.titular OR o.titular, desde = least(t.desde, o.desde)
  FROM paciente_telefono o
  WHERE t.paciente_id = a AND t.hasta IS NULL AND o.paciente_id = de AND o.hasta IS NULL AND o.clave = t.clave;
  UPDATE paciente_telefono t SET paciente_id = a
  WHERE t.paciente_id = de AND (t.hasta IS NOT NULL OR NOT EXISTS (
    SELECT FROM paciente_telefono o WHERE o.paciente_id = a AND o.clave = t.clave AND o.hasta IS NULL));
  INSERT INTO vinculo (paciente_id, relacionado_id, clase, grupo_id)
  SELECT u.paciente_id, u.relacionado_id, u.clase, u.grupo_id
  FROM (
    SELECT a AS paciente_id, v.relacionado_id, v.clase, v.grupo_id FROM vinculo v WHERE v.paciente_id = de
    UNION
    SELECT v.paciente_id, a, v.clase, v.grupo_id FROM vinculo v WHERE v.relacionado_id = de) u
  WHERE u.paciente_id <> u.relacionado_id
  ON CONFLICT DO NOTHING;
  UPDATE cita c SET paciente_id = a WHERE c.paciente_id = de;
  UPDATE aviso v SET paciente_id = a WHERE v.paciente_id = de;
  UPDATE consentimiento c SET paciente_id = a WHERE c.paciente_id = de;
  UPDATE paciente p SET nacimiento = coalesce(p.nacimiento, o.nacimiento), dni = coalesce(p.dni, o.dni), email = coalesce(p.email, o.email),
    nombre_preferido = coalesce(p.nombre_preferido, o.nombre_preferido), modificado = ahora(), version = p.version + 1
  FROM paciente o WHERE p.id = a AND o.id = de;
  PERFORM paciente_vaciar(de);
  PERFORM paciente_fusionar_llamadas(de, a, clinicas);
END
$$;
