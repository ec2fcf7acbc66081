-- How often a number has to call again: the incoming calls of a range whose number had called these clinics before, within so
-- many days (of 24 hours).
-- Parameters: as in cc.estadisticas_cuentas; dias. Returns: llamadas, incoming ones with a number, blocked ones left out;
--   repetidas of them; numeros, how many numbers they came from; numeros_repetidos, how many of these called again.
-- Reads: clinica, llamada (llamada_clinica).
CREATE OR REPLACE FUNCTION cc.estadisticas_recurrencia(clinicas bigint[], desde text, hasta text, dias int,
  OUT llamadas bigint, OUT repetidas bigint, OUT numeros bigint, OUT numeros_repetidos bigint)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  SELECT coalesce(sum(n.llamadas), 0), coalesce(sum(n.repetidas), 0), count(*), count(*) FILTER (WHERE n.repetidas > 0)
    INTO llamadas, repetidas, numeros, numeros_repetidos
  FROM (
    SELECT count(*) AS llamadas, count(*) FILTER (WHERE x.repetida) AS repetidas
    FROM (
      SELECT l.numero COLLATE "C" AS numero, l.inicio >= r.comienza AS dentro, -- sorting by a language's rules takes ten times as long
        l.inicio - lag(l.inicio) OVER (PARTITION BY l.numero COLLATE "C" ORDER BY l.inicio, l.id) <= make_interval(hours => 24 * dias) AS repetida
      FROM estadisticas_rango(clinicas, desde, hasta) r
        JOIN llamada l ON l.clinica_id = r.clinica_id AND l.inicio >= r.comienza - make_interval(hours => 24 * dias) AND l.inicio < r.acaba
          AND l.fusionada_en IS NULL AND l.direccion = 'entrante' AND l.numero IS NOT NULL AND l.resultado <> 'bloqueada'
          AND l.estado = 'finalizada') x
    WHERE x.dentro
    GROUP BY x.numero) n;
END
$$;
