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
  b record := texto_patrones(texto);
  digitos text := texto_digitos(texto);
  compartidos boolean := (SELECT g.pacientes_compartidos FROM grupo g WHERE g.id = q.grupo_id);
BEGIN
  RETURN QUERY
  WITH hallado AS (
    (SELECT p.id FROM paciente p
     WHERE p.grupo_id = q.grupo_id AND p.busqueda ~>=~ b.llano AND p.busqueda ~<~ (b.llano || chr(1114111))
       AND p.borrado IS NULL AND (compartidos OR p.clinica_id = ANY (q.clinicas))
     LIMIT MIRADOS)
    UNION
    (SELECT p.id FROM paciente p
     WHERE p.grupo_id = q.grupo_id AND p.busqueda LIKE b.hilo[1] AND p.busqueda LIKE b.hilo[2] AND p.busqueda LIKE b.hilo[3]
       AND ' ' || p.busqueda LIKE ALL (b.criba)
       AND p.borrado IS NULL AND (compartidos OR p.clinica_id = ANY (q.clinicas))
     LIMIT MIRADOS)
    UNION
    (SELECT p.id FROM paciente_telefono t JOIN paciente p ON p.id = t.paciente_id
     WHERE t.grupo_id = q.grupo_id AND t.clave || '' LIKE digitos AND t.hasta IS NULL
       AND p.borrado IS NULL AND (compartidos OR p.clinica_id = ANY (q.clinicas))
     LIMIT MIRADOS))
  SELECT x.id, row_number() OVER (ORDER BY x.empieza DESC, x.palabras DESC, x.nombre, x.apellidos, x.id)::int
  FROM (
    SELECT p.id, p.nombre, p.apellidos, p.busqueda ^@ b.llano AS empieza,
      ' ' || p.busqueda LIKE ALL (ARRAY(SELECT '% ' || w || '%' FROM unnest(b.palabras) w)) AS palabras
    FROM hallado h JOIN paciente p ON p.id = h.id) x
  ORDER BY 2
  LIMIT limite;
END
$$;
