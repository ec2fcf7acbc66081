-- Patients by fragments of what is known of them. Every word of the text must be there: in name, surnames, DNI or record
-- number (anywhere in them from three letters on, at the beginning of a word below), or, where the text is only digits, in
-- a telephone number. Of a common fragment a bounded number is looked at; the text that begins like the person is always.
-- Parameters: q, of cc.autenticar; texto, two letters or more; limite. Returns: paciente id, orden from 1, best first.
-- Reads: paciente (paciente_busqueda, paciente_empieza), paciente_telefono (paciente_telefono_trozo), grupo.
CREATE OR REPLACE FUNCTION cc.paciente_encontrar(q cc.quien, texto text, limite int)
RETURNS TABLE (paciente bigint, orden int)
LANGUAGE plpgsql STABLE ROWS 10 AS $$
DECLARE
  MIRADOS CONSTANT int := 300;
  llano text := regexp_replace(btrim(sin_acentos(texto)), '\s+', ' ', 'g');
  palabras text[] := string_to_array(texto_escapar(llano), ' ');
  -- What each word must match; the index finds by the longest ones, of three letters or more where there are any.
  criba text[] := ARRAY(SELECT CASE WHEN length(p) < 3 THEN '% ' ELSE '%' END || p || '%' FROM unnest(palabras) p);
  hilo text[] := coalesce(
    (SELECT array_agg(c ORDER BY length(c) DESC) FROM unnest(criba) c WHERE c NOT LIKE '\% %'), criba[:1]) || '{%,%}'::text[];
  digitos text := CASE WHEN texto ~ '^[0-9+ ./()-]+$' THEN regexp_replace(texto, '[^0-9]', '', 'g') END;
  compartidos boolean := (SELECT g.pacientes_compartidos FROM grupo g WHERE g.id = q.grupo_id);
BEGIN
  RETURN QUERY
  WITH hallado AS (
    (SELECT p.id FROM paciente p
     WHERE p.grupo_id = q.grupo_id AND p.busqueda ~>=~ llano AND p.busqueda ~<~ (llano || chr(1114111))
       AND p.borrado IS NULL AND (compartidos OR p.clinica_id = ANY (q.clinicas))
     LIMIT MIRADOS)
    UNION
    (SELECT p.id FROM paciente p
     WHERE p.grupo_id = q.grupo_id AND p.busqueda LIKE hilo[1] AND p.busqueda LIKE hilo[2] AND p.busqueda LIKE hilo[3]
       AND ' ' || p.busqueda LIKE ALL (criba)
       AND p.borrado IS NULL AND (compartidos OR p.clinica_id = ANY (q.clinicas))
     LIMIT MIRADOS)
    UNION
    (SELECT p.id FROM paciente_telefono t JOIN paciente p ON p.id = t.paciente_id
     WHERE length(digitos) >= 3 AND t.grupo_id = q.grupo_id AND t.clave LIKE '%' || digitos || '%' AND t.hasta IS NULL
       AND p.borrado IS NULL AND (compartidos OR p.clinica_id = ANY (q.clinicas))
     LIMIT MIRADOS))
  SELECT x.id, row_number() OVER (ORDER BY x.empieza DESC, x.palabras DESC, x.nombre, x.apellidos, x.id)::int
  FROM (
    SELECT p.id, p.nombre, p.apellidos, p.busqueda ^@ llano AS empieza,
      ' ' || p.busqueda LIKE ALL (ARRAY(SELECT '% ' || w || '%' FROM unnest(palabras) w)) AS palabras
    FROM hallado h JOIN paciente p ON p.id = h.id) x
  ORDER BY 2
  LIMIT limite;
END
$$;
