-- A number that has called ten thousand times costs an event no more than one that has called ten times.
BEGIN;
\ir comun/escenario.sql
SELECT plan(6);

-- Two patients' numbers with a past of missed and answered calls, turn about, one a day, the last answered.
INSERT INTO paciente_telefono (grupo_id, paciente_id, clave, original) VALUES
  (9001, 9901, '+34699000010', '699000010'), (9001, 9903, '+34699010000', '699010000');
INSERT INTO llamada (grupo_id, clinica_id, centralita_id, raiz, direccion, estado, resultado, es_perdida, seguimiento, cierre,
  inicio, contestada, fin, numero, numero_original, identificacion, paciente_id)
SELECT 9001, 9011, 9031, 'pasado-' || n.clave || i, 'entrante', 'finalizada', CASE i % 2 WHEN 0 THEN 'perdida_sin_respuesta' ELSE 'atendida' END,
  i % 2 = 0, CASE i % 2 WHEN 0 THEN 'resuelta_auto' ELSE 'no_procede' END, 'normal',
  ahora() - i * interval '50 minutes', CASE i % 2 WHEN 1 THEN ahora() - i * interval '50 minutes' END, ahora() - i * interval '49 minutes',
  n.clave, n.clave, 'unica', n.paciente
FROM (VALUES ('+34699000010', 10, 9901), ('+34699010000', 10000, 9903)) n (clave, cuantas, paciente)
  CROSS JOIN LATERAL generate_series(1, n.cuantas) i;
ANALYZE llamada;

-- The rows of llamada that this transaction has read so far.
CREATE FUNCTION pg_temp.leidas() RETURNS bigint LANGUAGE sql AS $$
  SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relid = 'cc.llamada'::regclass $$;
CREATE FUNCTION pg_temp.entra(llamada text, tipo text, otros jsonb) RETURNS void LANGUAGE sql AS $$
  SELECT api.evento_pbx(9031, 1, '{}', NULL, convert_to(llamada || tipo, 'UTF8'), NULL,
    jsonb_build_array(jsonb_build_object('llamada', llamada, 'tipo', tipo) || otros), NULL) $$;
-- A call from `numero` that nobody answers, or somebody does. Returns: how many rows of llamada it cost to read.
CREATE FUNCTION pg_temp.llama(llamada text, numero text, cuando timestamptz, contesta boolean) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  antes bigint := pg_temp.leidas();
BEGIN
  PERFORM pg_temp.entra(llamada, 'llamada.ofrecida', jsonb_build_object('momento', cuando, 'direccion', 'entrante', 'origen', numero));
  PERFORM pg_temp.entra(llamada, 'tramo.suena', jsonb_build_object('momento', cuando + interval '1 s', 'extension', '101'));
  IF contesta THEN
    PERFORM pg_temp.entra(llamada, 'tramo.contesta', jsonb_build_object('momento', cuando + interval '9 s', 'extension', '101'));
  END IF;
  PERFORM pg_temp.entra(llamada, 'llamada.fin', jsonb_build_object('momento', cuando + interval '40 s'));
  RETURN pg_temp.leidas() - antes;
END $$;
CREATE FUNCTION pg_temp.debe(numero text) RETURNS text LANGUAGE sql AS $$
  SELECT s.estado || ' ' || s.llamadas FROM seguimiento s WHERE s.grupo_id = 9001 AND s.clave = numero AND s.cerrado IS NULL $$;

-- The first of each pays for plans and catalogs.
SELECT pg_temp.llama('p1', '699000010', ahora() - interval '40 min', false), pg_temp.llama('q1', '699010000', ahora() - interval '40 min', false) \g /dev/null
SELECT pg_temp.llama('p2', '699000010', ahora() - interval '30 min', false) AS pocas, pg_temp.llama('q2', '699010000', ahora() - interval '30 min', false) AS muchas \gset
SELECT is(pg_temp.debe('+34699000010'), 'pendiente 2', 'two missed calls of the quiet number');
SELECT is(pg_temp.debe('+34699010000'), 'pendiente 2', 'and of the busy one, since it was last spoken with');
SELECT cmp_ok(:muchas, '<=', :pocas + 30, 'a missed call of the busy one reads no more of the past');
SELECT pg_temp.llama('p3', '699000010', ahora() - interval '20 min', true) AS pocas, pg_temp.llama('q3', '699010000', ahora() - interval '20 min', true) AS muchas \gset
SELECT is((SELECT string_agg(DISTINCT seguimiento, ' ') FROM llamada WHERE raiz IN ('p1', 'p2', 'q1', 'q2')), 'resuelta_auto', 'an answer settles those of both');
SELECT is(coalesce(pg_temp.debe('+34699000010'), pg_temp.debe('+34699010000')), NULL, 'nothing is owed any more');
SELECT cmp_ok(:muchas, '<=', :pocas + 30, 'nor does an answer');

SELECT * FROM finish();
ROLLBACK;
