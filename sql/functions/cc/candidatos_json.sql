-- The people that a number may be, in the order of identification, as a list of `candidato` (app/INTERFACES.md §3).
-- Parameters: grupo; clave, of the number, NULL when hidden; clinicas, whose patients may be seen.
-- Returns: json array, empty when nobody. Reads: what cc.identificar reads, cita.
CREATE OR REPLACE FUNCTION cc.candidatos_json(grupo bigint, clave text, clinicas bigint[]) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF clave IS NULL THEN
    RETURN '[]'::json;
  END IF;
  RETURN (SELECT coalesce(json_agg(row_to_json(i) ORDER BY i.orden), '[]') FROM identificar(grupo, clave, clinicas) i);
END
$$;
