-- Makes a patient's numbers those of the ERP's list: new ones begin now, those that are gone end now (the past stays with
-- whoever had them), and so the calls from them. A number that was written down here and never was the ERP's stays.
-- Who holds a number: as the list says, else whoever held it, else the first who has it.
-- Parameters: p, the patient; lista, of {numero, etiqueta, titular}, checked; NULL: they stay as they are.
-- Returns: whether anything was written. Errors: CC422 not a telephone number. Reads: clinica. Writes: paciente_telefono.
CREATE OR REPLACE FUNCTION cc.paciente_erp_telefonos(p cc.paciente, lista jsonb) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  pais text := (SELECT c.pais FROM clinica c WHERE c.id = p.clinica_id);
  malos jsonb;
  escritos int;
  cambia boolean;
BEGIN
  IF coalesce(lista, 'null') = 'null' THEN
    RETURN false;
  END IF;
  SELECT jsonb_agg(jsonb_build_object('pointer', format('/telefonos/%s/numero', x.n - 1), 'detail', 'No es un número de teléfono completo.'))
    INTO malos
  FROM jsonb_array_elements(lista) WITH ORDINALITY x (e, n)
  WHERE coalesce(telefono_clave(x.e ->> 'numero', pais), '') !~ '[0-9]{6}';
  IF malos IS NOT NULL THEN
    PERFORM problema('CC422', 'Hay datos que no son válidos.', malos);
  END IF;

  UPDATE paciente_telefono t SET hasta = ahora()
  WHERE t.paciente_id = p.id AND t.hasta IS NULL AND t.fuente <> 'popup'
    AND NOT EXISTS (SELECT FROM jsonb_array_elements(lista) e WHERE telefono_clave(e ->> 'numero', pais) = t.clave);
  cambia := FOUND;

  WITH dicho AS (
    SELECT DISTINCT ON (d.clave) d.clave, d.e, d.n
    FROM (SELECT telefono_clave(x.e ->> 'numero', pais) AS clave, x.e, x.n FROM jsonb_array_elements(lista) WITH ORDINALITY x (e, n)) d
    ORDER BY d.clave, d.n)
  INSERT INTO paciente_telefono AS t (grupo_id, paciente_id, clave, original, etiqueta, titular, fuente, desde)
  SELECT p.grupo_id, p.id, d.clave, btrim(d.e ->> 'numero'), coalesce(btrim(d.e ->> 'etiqueta'), ''),
    coalesce((d.e ->> 'titular')::boolean,
      (SELECT y.titular FROM paciente_telefono y WHERE y.paciente_id = p.id AND y.clave = d.clave AND y.hasta IS NULL),
      (SELECT false FROM paciente_telefono o  -- (an EXISTS would be hashed here: the whole group's numbers for each patient)
       WHERE o.grupo_id = p.grupo_id AND o.clave = d.clave AND o.hasta IS NULL AND o.titular LIMIT 1), true),
    'erp', ahora()
  FROM dicho d ORDER BY d.n
  ON CONFLICT (paciente_id, clave) WHERE hasta IS NULL
    DO UPDATE SET original = excluded.original, etiqueta = excluded.etiqueta, titular = excluded.titular, fuente = excluded.fuente
    WHERE (t.original, t.etiqueta, t.titular, t.fuente) IS DISTINCT FROM
          (excluded.original, excluded.etiqueta, excluded.titular, excluded.fuente);
  GET DIAGNOSTICS escritos = ROW_COUNT;
  RETURN cambia OR escritos > 0;
END
$$;
