-- The job queue: claims, retries, death, re-arming. Time is stopped with cc.reloj.
BEGIN;
SELECT plan(52);
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

-- Failing: 1 s, 5 s, 30 s, 5 min, 1 h, dead; a fifth more or less each
SELECT trabajo_programar('no_existe', 'c', '{}', ahora()) \g /dev/null
CREATE TEMP TABLE vidas (n int, estado text, espera numeric);
DO $$
BEGIN
  FOR n IN 1..6 LOOP
    UPDATE cc.trabajo SET vence = cc.ahora();
    PERFORM api.trabajo_tomar('jobs', 'prueba', 1);
    PERFORM api.trabajo_fallo((SELECT id FROM cc.trabajo), '42704', NULL);
    INSERT INTO vidas SELECT n, estado || ' ' || intentos, extract(epoch FROM vence - cc.ahora()) FROM cc.trabajo;
  END LOOP;
END $$;
SELECT results_eq('SELECT estado FROM vidas ORDER BY n', $$VALUES ('pendiente 1'), ('pendiente 2'), ('pendiente 3'),
  ('pendiente 4'), ('pendiente 5'), ('muerto 6')$$, 'the sixth failure is the last');
SELECT is((SELECT count(*)::int FROM vidas v JOIN unnest('{1, 5, 30, 300, 3600}'::int[]) WITH ORDINALITY e (s, n) ON e.n = v.n
           WHERE v.espera BETWEEN e.s * 0.8 AND e.s * 1.2), 5, 'each waits longer, about as long as it should');
SELECT cmp_ok((SELECT count(DISTINCT extract(epoch FROM x.vence))::int FROM (
    SELECT t.id, trabajo_programar('no_existe', 'j' || n, '{}', ahora()) FROM generate_series(1, 20) n, LATERAL (SELECT n AS id) t) j
  CROSS JOIN LATERAL (SELECT ahora() + (trabajo_esperas('x'))[5] * (0.8 + 0.4 * random()) AS vence WHERE j.id > 0) x), '>', 15,
  'and what failed together does not come back together');
DELETE FROM trabajo WHERE clave LIKE 'j%';
SELECT is((SELECT motivo FROM trabajo), '42704', 'the dead keep their reason');
SELECT is(api.trabajo_fallo((SELECT id FROM trabajo), 'otra vez', NULL), NULL, 'the dead do not fail again');
SELECT throws_ok($$UPDATE trabajo SET estado = 'tomado'; SELECT api.trabajo_ejecutar((SELECT id FROM trabajo))$$, '42704', NULL,
  'a class without SQL is an error');
DELETE FROM trabajo;
SELECT trabajo_programar('limpiar', 'd', '{}', ahora()) \g /dev/null
SELECT pg_temp.tomados() \g /dev/null
SELECT api.trabajo_fallo((SELECT id FROM trabajo), '429', 77) \g /dev/null
SELECT ok((SELECT vence - ahora() BETWEEN '77 s' AND '84.7 s' FROM trabajo), 'whoever knows better says how long to wait, at least');
DELETE FROM trabajo;

-- A claimer that died
SELECT trabajo_programar('limpiar', 'e', '{}', ahora()) \g /dev/null
SELECT pg_temp.tomados() \g /dev/null
SET LOCAL cc.reloj = '2026-03-10 09:00:09+01';
CREATE FUNCTION pg_temp.otro() RETURNS text LANGUAGE sql AS
  $$ SELECT string_agg(clase, ',' ORDER BY id) FROM api.trabajo_tomar('jobs', 'otro', 10) $$;
SELECT is(pg_temp.otro(), NULL, 'who was seen 9 s ago may be alive');
SET LOCAL cc.reloj = '2026-03-10 09:00:11+01';
SELECT is(pg_temp.otro(), NULL, 'who was not seen for 10 s is dead: it counts as a failure');
SET LOCAL cc.reloj = '2026-03-10 09:00:12.5+01';
SELECT is(pg_temp.otro(), 'limpiar', 'and is claimed again');
SELECT is((SELECT motivo || ' ' || tomado_por FROM trabajo), 'abandonado otro', 'which can be seen');
DO $$ BEGIN FOR n IN 1..24 LOOP
  PERFORM set_config('cc.reloj', ('2026-03-10 09:00:12.5+01'::timestamptz + n * interval '5 s' - interval '1 s')::text, true);
  PERFORM pg_temp.otro();
END LOOP; END $$;
SELECT is((SELECT estado FROM trabajo), 'tomado', 'who lives keeps its claims');
SET LOCAL cc.reloj = '2026-03-10 09:02:13+01';
SELECT is(pg_temp.otro(), NULL, 'for two minutes: then the answer must have been lost');
SELECT is((SELECT estado FROM trabajo), 'pendiente', 'and the job is anybody''s');
DELETE FROM trabajo;

-- One that was being sent is claimed as it is, by whoever asks what became of it
SET LOCAL cc.reloj = '2026-03-10 09:00+01';
SELECT trabajo_programar('originar', 'o', '{}', ahora(), NULL, 'jobs', 'centralita 7') \g /dev/null
SELECT pg_temp.tomados() \g /dev/null
UPDATE trabajo SET estado = 'enviando';
SELECT ok(NOT trabajo_anular('originar', 'o'), 'what is being sent is not taken back');
SET LOCAL cc.reloj = '2026-03-10 09:00:11+01';
SELECT is(pg_temp.otro(), 'originar', 'its claimer is dead: somebody else has it at once');
SELECT is(pg_temp.estado((SELECT id FROM trabajo)), 'enviando 2 -11', 'still being sent');
UPDATE trabajo SET intentos = 11;
SET LOCAL cc.reloj = '2026-03-10 09:02:12+01';
SELECT is(pg_temp.otro(), NULL, 'what kills whoever touches it is left alone in the end');
SELECT is((SELECT estado FROM trabajo), 'muerto', 'dead, with its reason');
DELETE FROM trabajo;

-- Places: no more at once than their limit, and a full one is nobody's obstacle
SELECT trabajo_programar('enviar', n::text, '{}', ahora() - n * interval '1 s', NULL, 'jobs', 'centralita 7') FROM generate_series(1, 9) n \g /dev/null
SELECT trabajo_programar('enviar', 'z', '{}', ahora(), NULL, 'jobs', 'suscripcion 3') \g /dev/null
SELECT trabajo_programar('limpiar', 'z', '{}', ahora()) \g /dev/null
SELECT results_eq($$SELECT destino, count(*) FROM api.trabajo_tomar('jobs', 'prueba', 10) GROUP BY 1 ORDER BY 1$$,
  $$VALUES ('', 1::bigint), ('centralita 7', 4), ('suscripcion 3', 1)$$, 'a place gets no more than its limit at once');
SELECT is(pg_temp.tomados(), NULL, 'and nothing more until something ends');
SELECT is(api.trabajo_proximo(), NULL, 'which is no reason to ask again');
SELECT api.trabajo_hecho((SELECT min(id) FROM trabajo WHERE estado = 'tomado' AND destino = 'centralita 7')) \g /dev/null
SELECT is(pg_temp.tomados(), 'enviar', 'one ends, the next is claimed');
SELECT is((SELECT string_agg(clave, ',' ORDER BY clave) FROM trabajo WHERE estado <> 'pendiente' AND destino = 'centralita 7'), '5,6,7,8,9', 'the oldest first');
SELECT is((SELECT count(*) FROM api.trabajo_tomar('jobs', 'prueba', 0, 0)), 0::bigint, 'who has no room gets nothing');
DELETE FROM trabajo;

-- A place that fails: the breaker
SELECT is(ARRAY(SELECT api.salida_anotar('centralita 7', 'http_500', NULL) FROM generate_series(1, 3)), '{t,t,f}',
  'three bad answers in a row open it');
SELECT trabajo_programar('enviar', 'b', '{}', ahora(), NULL, 'jobs', 'centralita 7') \g /dev/null
SELECT trabajo_programar('originar', 'b', '{}', ahora(), NULL, 'jobs', 'centralita 7') \g /dev/null
SELECT results_eq($$SELECT clase, corte FROM api.trabajo_tomar('jobs', 'prueba', 10)$$, $$VALUES ('originar', 'http_500')$$,
  'while it is open an order is handed out to be refused, the rest waits');
DELETE FROM trabajo WHERE clase = 'originar';
SET LOCAL cc.reloj = '2026-03-10 09:02:18+01';
SELECT trabajo_programar('enviar', 'c', '{}', ahora(), NULL, 'jobs', 'centralita 7') \g /dev/null
SELECT results_eq($$SELECT clase, corte FROM api.trabajo_tomar('jobs', 'prueba', 10) ORDER BY clase$$, $$VALUES ('enviar', NULL::text), ('salida_vence', NULL)$$,
  'then one goes as a probe, and the panels will hear that it may be tried');
SELECT ok(NOT api.salida_anotar('centralita 7', 'plazo', NULL), 'the probe fails');
SELECT is((SELECT hasta - ahora() FROM salida), interval '10 s', 'and it stays open for twice as long');
SELECT ok(api.salida_anotar('centralita 7', NULL, NULL), 'an answer closes it');
SELECT ok(NOT EXISTS (SELECT FROM salida), 'and all is forgotten');
SELECT ok(NOT api.salida_anotar('centralita 7', 'plazo_conexion', NULL), 'one that cannot be reached in time is open at once');
SELECT ok(NOT api.salida_anotar('suscripcion 3', 'http_429', 90) IS FALSE, 'an endpoint has five chances');
DELETE FROM trabajo; DELETE FROM salida; DELETE FROM ejecutor;

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
