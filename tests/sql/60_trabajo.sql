-- The job queue: claims, retries, death, re-arming. Time is stopped with cc.reloj.
BEGIN;
SELECT plan(27);
SET LOCAL client_min_messages = warning;
SET LOCAL search_path = cc, public, pg_catalog;
SET LOCAL cc.reloj = '2026-03-10 09:00+01';

CREATE FUNCTION pg_temp.estado(trabajo bigint) RETURNS text LANGUAGE sql AS
  $$ SELECT estado || ' ' || intentos || ' ' || extract(epoch FROM vence - cc.ahora())::int FROM cc.trabajo WHERE id = $1 $$;
CREATE FUNCTION pg_temp.tomados() RETURNS text LANGUAGE sql AS
  $$ SELECT string_agg(clase, ',' ORDER BY id) FROM api.trabajo_tomar('jobs', 'prueba', 10) $$;

-- Asking for work
SELECT is(trabajo_programar('limpiar', 'a', '{"n": 1}', ahora() + interval '5 s'),
          trabajo_programar('limpiar', 'a', '{"n": 2}', ahora() + interval '9 s'), 'the same class and key is one job');
SELECT results_eq($$SELECT datos ->> 'n', extract(epoch FROM vence - ahora())::int FROM trabajo$$, $$VALUES ('2', 9)$$,
  'and the last word wins');
SELECT isnt(trabajo_programar('limpiar', NULL, '{}', ahora()), trabajo_programar('limpiar', NULL, '{}', ahora()),
  'without a key none stands for another');
SELECT ok(trabajo_anular('limpiar', 'a'), 'work can be taken back');
SELECT ok(NOT trabajo_anular('limpiar', 'a'), 'once');
DELETE FROM trabajo;

-- Claiming
SELECT trabajo_programar('limpiar', 'tarde', '{}', ahora() + interval '1 s') \g /dev/null
SELECT trabajo_programar('particiones', 'ya', '{}', ahora()) \g /dev/null
SELECT is(api.trabajo_proximo(), 0::bigint, 'something is due');
SELECT is(pg_temp.tomados(), 'particiones', 'what is due is claimed, and nothing else');
SELECT is(pg_temp.tomados(), NULL, 'once');
SELECT is(api.trabajo_proximo(), 1000::bigint, 'the next is due in a second');
SELECT ok(api.trabajo_hecho((SELECT id FROM trabajo WHERE clave = 'ya')), 'its claimer says that it is done');
SELECT ok(NOT api.trabajo_hecho((SELECT id FROM trabajo WHERE clave = 'ya')), 'once');
DELETE FROM trabajo;

-- Asked for again while it is being done
SELECT trabajo_programar('limpiar', 'b', '{}', ahora()) \g /dev/null
SELECT pg_temp.tomados() \g /dev/null
SELECT trabajo_programar('limpiar', 'b', '{}', ahora() + interval '3 s') \g /dev/null
SELECT is(api.trabajo_ejecutar((SELECT id FROM trabajo)), 'nada', 'the claim is void');
SELECT is(pg_temp.estado((SELECT id FROM trabajo)), 'pendiente 0 3', 'and the job is due when it was last asked for');
DELETE FROM trabajo;

-- Failing: 1 s, 5 s, 30 s, 5 min, 1 h, dead
SELECT trabajo_programar('no_existe', 'c', '{}', ahora()) \g /dev/null
CREATE TEMP TABLE vidas (n int, estado text);
DO $$
BEGIN
  FOR n IN 1..6 LOOP
    UPDATE cc.trabajo SET vence = cc.ahora();
    PERFORM api.trabajo_tomar('jobs', 'prueba', 1);
    PERFORM api.trabajo_fallo((SELECT id FROM cc.trabajo), '42704', NULL);
    INSERT INTO vidas SELECT n, pg_temp.estado(id) FROM cc.trabajo;
  END LOOP;
END $$;
SELECT results_eq('SELECT estado FROM vidas ORDER BY n', $$VALUES ('pendiente 1 1'), ('pendiente 2 5'), ('pendiente 3 30'),
  ('pendiente 4 300'), ('pendiente 5 3600'), ('muerto 6 0')$$, 'each failure waits longer; the sixth is the last');
SELECT is((SELECT motivo FROM trabajo), '42704', 'the dead keep their reason');
SELECT is(api.trabajo_fallo((SELECT id FROM trabajo), 'otra vez', NULL), NULL, 'the dead do not fail again');
SELECT throws_ok($$UPDATE trabajo SET estado = 'tomado'; SELECT api.trabajo_ejecutar((SELECT id FROM trabajo))$$, '42704', NULL,
  'a class without SQL is an error');
DELETE FROM trabajo;
SELECT trabajo_programar('limpiar', 'd', '{}', ahora()) \g /dev/null
SELECT pg_temp.tomados() \g /dev/null
SELECT api.trabajo_fallo((SELECT id FROM trabajo), '429', 77) \g /dev/null
SELECT is(pg_temp.estado((SELECT id FROM trabajo)), 'pendiente 1 77', 'whoever knows better says how long to wait');
DELETE FROM trabajo;

-- A claimer that died
SELECT trabajo_programar('limpiar', 'e', '{}', ahora()) \g /dev/null
SELECT pg_temp.tomados() \g /dev/null
SET LOCAL cc.reloj = '2026-03-10 09:01:59+01';
SELECT is(pg_temp.tomados(), NULL, 'a claim lasts two minutes');
SET LOCAL cc.reloj = '2026-03-10 09:02:01+01';
SELECT is(pg_temp.tomados(), NULL, 'then it counts as a failure');
SET LOCAL cc.reloj = '2026-03-10 09:02:02.5+01';
SELECT is(pg_temp.tomados(), 'limpiar', 'and is claimed again');
SELECT is((SELECT motivo FROM trabajo), 'abandonado', 'which can be seen');
DELETE FROM trabajo;

-- What comes back by itself
SELECT api.trabajo_arrancar() \g /dev/null
SELECT api.trabajo_arrancar() \g /dev/null
SELECT results_eq('SELECT clase, clave FROM trabajo ORDER BY 1', 'SELECT clase, clase FROM trabajo_recurrente() ORDER BY 1',
  'each recurring job is armed, once');
SELECT pg_temp.tomados() \g /dev/null
SELECT is(api.trabajo_ejecutar((SELECT id FROM trabajo WHERE clase = 'limpiar')), 'hecho', 'and done');
SELECT results_eq($$SELECT estado, extract(epoch FROM vence - ahora())::int FROM trabajo WHERE clase = 'limpiar' ORDER BY id$$,
  $$VALUES ('hecho', 0), ('pendiente', 60)$$, 'its next turn is a minute later');
SELECT pg_temp.tomados() \g /dev/null
UPDATE trabajo SET intentos = 6, estado = 'tomado' WHERE clase = 'particiones';
SELECT is(api.trabajo_fallo((SELECT id FROM trabajo WHERE clase = 'particiones'), 'x', NULL), 'muerto', 'a recurring job may die');
SELECT is((SELECT count(*) FROM trabajo WHERE clase = 'particiones' AND estado = 'pendiente'), 1::bigint, 'and begins anew');

SELECT * FROM finish();
ROLLBACK;
