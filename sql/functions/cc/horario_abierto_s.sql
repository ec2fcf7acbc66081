-- For how long a clinic has been open between two moments. Changes of the clock count as they pass: each day's opening hours
-- are turned into moments of that day.
-- Parameters: clinica; desde, hasta (at most 31 days apart are looked at, the last ones). Returns: seconds.
-- Reads: clinica, horario, festivo.
CREATE OR REPLACE FUNCTION cc.horario_abierto_s(clinica bigint, desde timestamptz, hasta timestamptz) RETURNS int
LANGUAGE plpgsql STABLE AS $$
DECLARE
  zona constant text := (SELECT c.zona FROM clinica c WHERE c.id = clinica);
  siempre constant boolean := NOT EXISTS (SELECT FROM horario h WHERE h.clinica_id = clinica);
  principio constant timestamptz := greatest(desde, hasta - interval '31 days');
BEGIN
  RETURN coalesce((
    SELECT sum(extract(epoch FROM least(hasta, (d.dia + t.cierra) AT TIME ZONE zona) - greatest(principio, (d.dia + t.abre) AT TIME ZONE zona)))
    FROM generate_series(date_trunc('day', principio AT TIME ZONE zona), hasta AT TIME ZONE zona, interval '1 day') d (dia)
      CROSS JOIN LATERAL (
        SELECT h.abre::interval AS abre, h.cierra::interval AS cierra FROM horario h
        WHERE h.clinica_id = clinica AND h.dia_semana = extract(isodow FROM d.dia)
        UNION ALL SELECT interval '0', interval '24 hours' WHERE siempre) t
    WHERE NOT EXISTS (SELECT FROM festivo f WHERE f.clinica_id = clinica AND f.dia = d.dia::date)
      AND (d.dia + t.abre) AT TIME ZONE zona < hasta AND (d.dia + t.cierra) AT TIME ZONE zona > principio), 0)::int;
END
$$;
