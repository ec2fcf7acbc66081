-- The people that a number may be, in the order of identification, as a list of `candidato` (app/INTERFACES.md §3).
-- Parameters: grupo; clave, of the number, NULL when hidden; clinicas, whose patients may be seen.
-- Returns: json array, empty when nobody. Reads: what cc.identificar and cc.citas_de read, paciente, clinica.
CREATE OR REPLACE FUNCTION cc.candidatos_json(grupo bigint, clave text, clinicas bigint[]) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT coalesce(json_agg(row_to_json(x) ORDER BY x.orden), '[]')
    FROM (
      SELECT p.id, p.erp_ref, p.nombre, p.apellidos, e.edad, coalesce(e.edad < 18, false) AS menor, p.n_historia, i.motivo,
        i.orden, (cc.citas_de(p.id)).proxima AS proxima_cita, i.relacion
      FROM cc.identificar(candidatos_json.grupo, candidatos_json.clave, candidatos_json.clinicas) i
        JOIN cc.paciente p ON p.id = i.paciente_id
        JOIN cc.clinica c ON c.id = p.clinica_id
        CROSS JOIN LATERAL (SELECT cc.edad(p.nacimiento, (cc.ahora() AT TIME ZONE c.zona)::date) AS edad) e) x);
END
$$;
