-- What a popup shows about a call: the shape `tarjeta` of app/INTERFACES.md §3.
-- Parameters: id, of the call; ver_saldo, whether its readers may see what the patient owes; llamada, its shape (cc.llamada_json)
--   where the caller has it already.
-- Returns: json, NULL when there is no such call.
-- Reads: llamada, grupo, clinica, and what cc.llamada_json, cc.ficha, cc.identificar, cc.seguimientos_numero and cc.traspaso_texto read.
CREATE OR REPLACE FUNCTION cc.tarjeta_json(id bigint, ver_saldo boolean, llamada json DEFAULT NULL) RETURNS json
LANGUAGE plpgsql STABLE AS $$
DECLARE
  l record;
  clinicas bigint[];
BEGIN
  SELECT ll.grupo_id, ll.clinica_id, ll.paciente_id, ll.numero, g.pacientes_compartidos AS compartidos,
      CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id, 'nombre', c.nombre, 'clase', c.clase) END AS contacto
    INTO l
  FROM llamada ll JOIN grupo g ON g.id = ll.grupo_id LEFT JOIN contacto c ON c.id = ll.contacto_id
  WHERE ll.id = tarjeta_json.id;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  clinicas := CASE WHEN l.compartidos THEN ARRAY(SELECT c.id FROM clinica c WHERE c.grupo_id = l.grupo_id)
                   ELSE ARRAY[l.clinica_id] END;
  RETURN json_build_object(
    'llamada', coalesce(llamada, llamada_json(tarjeta_json.id)),
    'ficha', CASE WHEN l.paciente_id IS NOT NULL THEN ficha(l.paciente_id, clinicas, ver_saldo) END,
    'candidatos', CASE WHEN l.paciente_id IS NULL THEN candidatos_json(l.grupo_id, l.numero, clinicas) ELSE '[]' END,
    'seguimientos', CASE WHEN l.paciente_id IS NULL THEN seguimientos_numero(l.grupo_id, l.numero, clinicas) ELSE '[]' END,
    'contacto', l.contacto,
    'traspaso', traspaso_texto(tarjeta_json.id));
END
$$;
