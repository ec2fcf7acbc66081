-- GET /paciente: who has this number, or who is this?
-- Parameters: numero, as anybody writes it; or q, two letters or more of name, surnames, DNI, record number or telephone,
--   in any order, accents ignored; limite, 1 to 20 (default 10).
-- Returns: 200 {elementos: [candidato], numero: its matching key or null, ficha: the card of the only candidate of a number,
--   else null}: by numero in the order of identification, each with its reason; by q the best first.
-- Errors: CC401, CC403, CC422. Reads: grupo, what cc.candidatos_json, cc.ficha, cc.paciente_encontrar read.
CREATE OR REPLACE FUNCTION api.paciente_buscar(credencial bytea, contexto jsonb, numero text, q text, limite int)
RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  yo quien := autenticar(credencial, contexto, 'agente', 'pacientes:leer');
  texto text := btrim(paciente_buscar.q);
  clave text;
  elementos json;
  ficha json;
BEGIN
  IF (paciente_buscar.numero IS NULL) = (texto IS NULL) THEN
    PERFORM problema_campo('numero', 'Hace falta numero o q, uno de los dos.');
  ELSIF length(texto) NOT BETWEEN 2 AND 100 THEN
    PERFORM problema_campo('q', 'Escriba entre 2 y 100 caracteres.');
  ELSIF limite NOT BETWEEN 1 AND 20 THEN
    PERFORM problema_campo('limite', 'Debe estar entre 1 y 20.');
  END IF;
  IF texto IS NULL THEN
    clave := telefono_clave(paciente_buscar.numero, (SELECT g.pais FROM grupo g WHERE g.id = yo.grupo_id));
    elementos := candidatos_json(yo.grupo_id, clave, yo.clinicas);
    IF json_array_length(elementos) = 1 THEN
      ficha := ficha((elementos -> 0 ->> 'id')::bigint, yo.clinicas, quien_ve_saldo(yo));
    END IF;
  ELSE
    SELECT json_agg(row_to_json(c) ORDER BY c.orden) INTO elementos
    FROM (
      SELECT p.id, p.erp_ref, p.nombre, p.apellidos, e.edad, coalesce(e.edad < 18, false) AS menor, p.n_historia,
        NULL AS motivo, f.orden, (citas_de(p.id)).proxima AS proxima_cita, NULL AS relacion
      FROM paciente_encontrar(yo, texto, coalesce(limite, 10)) f
        JOIN paciente p ON p.id = f.paciente
        JOIN clinica c ON c.id = p.clinica_id
        CROSS JOIN LATERAL (SELECT edad(p.nacimiento, (ahora() AT TIME ZONE c.zona)::date) AS edad) e) c;
  END IF;
  RETURN ROW(200, NULL, json_build_object('elementos', coalesce(elementos, '[]'), 'numero', clave, 'ficha', ficha))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.paciente_buscar(bytea, jsonb, text, text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.paciente_buscar(bytea, jsonb, text, text, int) TO cc_api;
