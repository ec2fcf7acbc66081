-- Where a rare text is: the people, the numbers and the calls (by a note, or by a person that they are about) that hold it.
-- Parameters: grupo; hilo, criba, of cc.texto_patrones; trozo, of cc.texto_digitos.
-- Returns: pacientes, numeros, llamadas; comun, that there are too many of one of them to follow (the arrays are then cut).
-- Reads: paciente (paciente_busqueda), numero_visto (numero_visto_trozo), nota (nota_trozo), llamada_paciente.
CREATE OR REPLACE FUNCTION cc.historial_rastro(grupo bigint, hilo text[], criba text[], trozo text,
  OUT pacientes bigint[], OUT numeros text[], OUT llamadas bigint[], OUT comun boolean)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  TOPE CONSTANT int := 2000;
BEGIN
  pacientes := ARRAY(
    SELECT p.id FROM paciente p
    WHERE p.grupo_id = grupo AND p.busqueda LIKE hilo[1] AND p.busqueda LIKE hilo[2] AND p.busqueda LIKE hilo[3]
      AND ' ' || p.busqueda LIKE ALL (criba)
    LIMIT TOPE);
  numeros := ARRAY(SELECT v.clave FROM numero_visto v WHERE v.grupo_id = grupo AND v.clave || '' LIKE trozo LIMIT TOPE);
  llamadas := ARRAY(
    SELECT n.llamada_id FROM nota n
    WHERE n.grupo_id = grupo AND sin_acentos(n.texto) LIKE hilo[1] AND ' ' || sin_acentos(n.texto) LIKE ALL (criba)
    LIMIT TOPE);
  comun := TOPE IN (cardinality(pacientes), cardinality(numeros), cardinality(llamadas));
  IF NOT comun THEN
    llamadas := llamadas || ARRAY(
      SELECT lp.llamada_id FROM llamada_paciente lp WHERE lp.paciente_id = ANY (pacientes) AND lp.papel = 'asunto');
  END IF;
END
$$;
