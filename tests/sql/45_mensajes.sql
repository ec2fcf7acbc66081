-- Messages that are fetched: rows and jobs that facts make, whatever their order; how they end.
BEGIN;
SELECT plan(41);
SET LOCAL client_min_messages = warning;
\ir comun/escenario.sql
UPDATE centralita SET zona = 'Europe/Madrid' WHERE id = 9031;

CREATE FUNCTION pg_temp.entra(VARIADIC eventos jsonb[]) RETURNS void LANGUAGE sql AS $$
  SELECT api.evento_pbx(9031, 1, '{}', NULL, convert_to(random()::text, 'UTF8'), NULL, to_jsonb(eventos), NULL) $$;
CREATE FUNCTION pg_temp.ev(llamada text, tipo text, s int, otros jsonb DEFAULT '{}') RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_build_object('llamada', llamada, 'tipo', tipo, 'momento', '2026-03-10T10:30:00Z'::timestamptz + make_interval(secs => s),
    'direccion', 'entrante', 'origen', '612345678') || otros $$;
CREATE FUNCTION pg_temp.mensaje(llamada text, s int, url text, otros jsonb DEFAULT '{}') RETURNS jsonb LANGUAGE sql AS $$
  SELECT pg_temp.ev(llamada, 'buzon.mensaje', s, jsonb_build_object('url', url, 'duracion_s', 7) || otros) $$;
CREATE FUNCTION pg_temp.hay() RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(format('%s %s %s', l.raiz, g.estado, g.clave), '; ' ORDER BY g.id) FROM grabacion g JOIN llamada l ON l.id = g.llamada_id $$;
CREATE FUNCTION pg_temp.trabajos() RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(t.estado || ' ' || t.destino, '; ' ORDER BY t.id) FROM trabajo t WHERE t.clase = 'grabacion_traer' $$;

-- Whatever the order: every permutation of five facts makes the same row and the same job.
CREATE FUNCTION pg_temp.ordenes() RETURNS TABLE (hay text, trabajos bigint) LANGUAGE plpgsql AS $$
DECLARE
  hechos jsonb[] := ARRAY[pg_temp.ev('P', 'llamada.ofrecida', 0), pg_temp.ev('P', 'buzon.empieza', 5), pg_temp.mensaje('P', 20, 'https://pbx.example/p.wav'),
    pg_temp.ev('P', 'llamada.fin', 21), pg_temp.ev('P', 'llamada.alias', 1, '{"alias": "Q"}')];
  orden int[];
BEGIN
  FOR orden IN
    WITH RECURSIVE p (orden) AS (
      SELECT '{}'::int[] UNION ALL
      SELECT p.orden || n FROM p, generate_series(1, 5) n WHERE n <> ALL (p.orden))
    SELECT p.orden FROM p WHERE cardinality(p.orden) = 5
  LOOP
    BEGIN
      FOR i IN 1 .. 5 LOOP
        PERFORM pg_temp.entra(hechos[orden[i]]);
      END LOOP;
      PERFORM pg_temp.entra(hechos[orden[1]]);
      hay := pg_temp.hay();
      trabajos := (SELECT count(*) FROM trabajo t JOIN grabacion g ON g.id = (t.datos ->> 'grabacion_id')::bigint WHERE t.clase = 'grabacion_traer');
      RAISE EXCEPTION USING ERRCODE = 'CC000';
    EXCEPTION WHEN SQLSTATE 'CC000' THEN
      RETURN NEXT;
    END;
  END LOOP;
END $$;
SELECT results_eq('SELECT hay, trabajos, count(*)::int FROM pg_temp.ordenes() GROUP BY 1, 2',
  $$VALUES ('P pendiente https://pbx.example/p.wav', 1::bigint, 120)$$, 'in each of 120 orders: one message, one job');

-- A message, once.
SELECT pg_temp.entra(pg_temp.ev('A', 'llamada.ofrecida', 0), pg_temp.ev('A', 'buzon.empieza', 5), pg_temp.ev('A', 'llamada.fin', 30)) \g /dev/null
SELECT is(pg_temp.hay(), NULL, 'no message, nothing to fetch');
SELECT pg_temp.entra(pg_temp.mensaje('A', 29, 'https://pbx.example/a.wav')) \g /dev/null
SELECT is(pg_temp.hay(), 'A pendiente https://pbx.example/a.wav', 'a message that has an address is on its way');
SELECT is((SELECT duracion_s FROM grabacion), 7, 'of a known length');
SELECT is(pg_temp.trabajos(), 'pendiente audio 9031', 'fetched from a place of its own: it never waits for, nor holds, a click-to-call');
CREATE FUNCTION pg_temp.en_seguimiento() RETURNS text LANGUAGE sql AS $$
  SELECT mensaje_de_seguimiento(s) ->> 'estado' FROM seguimiento s WHERE s.clave = '+34612345678' AND s.cerrado IS NULL $$;
SELECT is(pg_temp.en_seguimiento(), 'pendiente', 'whoever will return the call sees it coming');
SELECT is(grabaciones_de((SELECT id FROM llamada WHERE raiz = 'A')) -> 0 ->> 'estado', 'pendiente', 'and is told on the call');
CREATE TEMP TABLE antes AS SELECT version FROM llamada WHERE raiz = 'A';
SELECT pg_temp.entra(pg_temp.mensaje('A', 29, 'https://pbx.example/a.wav')) \g /dev/null
SELECT is((SELECT version FROM llamada WHERE raiz = 'A'), (SELECT version FROM antes), 'told again, the call has not changed');
SELECT pg_temp.entra(pg_temp.mensaje('A', 40, 'https://pbx.example/a.wav')) \g /dev/null
SELECT pg_temp.entra(pg_temp.ev('A', 'grabacion.lista', 41, '{"rol": "buzon", "url": "https://pbx.example/a.wav"}')) \g /dev/null
SELECT is(pg_temp.hay(), 'A pendiente https://pbx.example/a.wav', 'known again by its address, whoever tells it');
SELECT pg_temp.entra(pg_temp.ev('F', 'llamada.ofrecida', 0), pg_temp.mensaje('F', 9, 'https://pbx.example/f.wav'), pg_temp.ev('F', 'llamada.fin', 10)) \g /dev/null
UPDATE antes SET version = (SELECT version FROM llamada WHERE raiz = 'F');
SELECT pg_temp.entra(pg_temp.mensaje('F', 9, 'https://pbx.example/f2.wav')) \g /dev/null
SELECT is((SELECT count(*)::int FROM grabacion), 3, 'a second message of the same call is another');
SELECT is((SELECT l.version - a.version FROM llamada l, antes a WHERE raiz = 'F'), 1, 'and changes the call, though no other fact of it did');
DELETE FROM llamada WHERE raiz = 'F';
DELETE FROM trabajo t WHERE t.clase = 'grabacion_traer' AND (datos ->> 'grabacion_id')::bigint NOT IN (SELECT id FROM grabacion);

-- What is no address.
SELECT lives_ok(format($$SELECT pg_temp.entra(pg_temp.mensaje('A', 31, %L), pg_temp.mensaje('A', 32, %L), pg_temp.mensaje('A', 33, 'file:///etc/passwd'),
  pg_temp.mensaje('A', 34, 'https://pbx.example/a b'), pg_temp.ev('A', 'grabacion.lista', 35, '{"url": "https://pbx.example/charla.wav"}'))$$,
  'https://' || repeat('x', 2041), 'https://' || repeat('ñ', 1000)), 'an address that is too long, of another kind or cannot be one');
SELECT is((SELECT count(*)::int FROM grabacion), 1, 'is not fetched, nor is a conversation');
SELECT lives_ok(format($$SELECT pg_temp.entra(pg_temp.mensaje('L', 1, %L))$$, 'https://' || (SELECT string_agg(md5(i::text), '') FROM generate_series(1, 63) i) || repeat('z', 24)),
  'the longest that can be is known again, too');
DELETE FROM llamada WHERE raiz = 'L';
DELETE FROM trabajo t WHERE t.clase = 'grabacion_traer' AND (datos ->> 'grabacion_id')::bigint NOT IN (SELECT id FROM grabacion);

-- Fetched.
CREATE FUNCTION pg_temp.toma() RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM api.trabajo_tomar('jobs', 'p:1', 10) WHERE clase = 'grabacion_traer' $$;
CREATE TEMP TABLE uno AS SELECT pg_temp.toma() AS trabajo;
SELECT is((SELECT url FROM uno, api.grabacion_preparar(trabajo)), 'https://pbx.example/a.wav', 'whoever claims it is told where it is');
SELECT is((SELECT adaptador || ' ' || publico FROM uno, api.grabacion_preparar(trabajo)), 'generica prueba-centralita-1', 'and whose it is, also the second time');
SELECT is((SELECT api.grabacion_fallo(trabajo, 'http_404', false, 0) FROM uno), 'pendiente', 'not there yet: again');
SELECT is((SELECT estado || ' ' || (vence > ahora() + interval '3 s')::text FROM trabajo, uno WHERE id = trabajo), 'pendiente true', 'in a while');
SELECT is(pg_temp.hay(), 'A pendiente https://pbx.example/a.wav', 'it is still on its way');
SELECT is((SELECT api.grabacion_traida(trabajo, 'audio/wav', 'RIFF') FROM uno), false, 'of a job that is nobody''s nothing is kept');
UPDATE trabajo SET vence = ahora() WHERE clase = 'grabacion_traer';
SELECT pg_temp.toma() \g /dev/null
SELECT is((SELECT count(*)::int FROM uno, api.grabacion_preparar(trabajo)), 1, 'asked again');
DELETE FROM evento;
CREATE TEMP TABLE version_antes AS SELECT version FROM llamada WHERE raiz = 'A';
SELECT is((SELECT api.grabacion_traida(trabajo, 'audio/wav', 'RIFFdeprueba') FROM uno), true, 'it is kept');
SELECT is(pg_temp.hay(), 'A lista https://pbx.example/a.wav', 'and is there');
SELECT is((SELECT estado FROM trabajo, uno WHERE id = trabajo), 'hecho', 'its job is done');
SELECT is((SELECT l.version - v.version FROM llamada l, version_antes v WHERE raiz = 'A'), 1, 'the call has changed');
SELECT ok((SELECT count(*) > 0 FROM evento e, json_array_elements(e.entregas) x WHERE x ->> 'tipo' = 'seguimiento'), 'whoever returns calls is told');
SELECT is(pg_temp.en_seguimiento(), 'lista', 'and can listen to it');
SELECT is((SELECT api.grabacion_traida(trabajo, 'audio/wav', 'RIFFotra') FROM uno), false, 'brought twice it is kept once');
SELECT is((SELECT audio FROM grabacion), 'RIFFdeprueba'::bytea, 'as it was first');

-- In vain.
SELECT pg_temp.entra(pg_temp.ev('B', 'llamada.ofrecida', 0), pg_temp.mensaje('B', 9, 'https://pbx.example/b.wav'), pg_temp.ev('B', 'llamada.fin', 10)) \g /dev/null
UPDATE uno SET trabajo = pg_temp.toma();
SELECT is((SELECT api.grabacion_fallo(trabajo, 'url_ajena', true, 0) FROM uno), 'muerto', 'what will be no better is given up at once');
SELECT is((SELECT g.estado || ' ' || g.motivo FROM grabacion g WHERE clave LIKE '%b.wav'), 'fallida url_ajena', 'and says why');
SELECT is((trabajo_repetir(t)).estado, 'pendiente', 'its job can be repeated') FROM trabajo t, uno WHERE t.id = trabajo;
SELECT is((SELECT g.estado FROM grabacion g WHERE clave LIKE '%b.wav'), 'pendiente', 'then it is on its way again');
UPDATE trabajo SET intentos = 5 WHERE id = (SELECT trabajo FROM uno);
SELECT pg_temp.toma() \g /dev/null
SELECT is((SELECT api.grabacion_fallo(trabajo, 'plazo', false, 0) FROM uno), 'muerto', 'tried often enough it is dead, too');
SELECT is((SELECT g.estado || ' ' || g.motivo FROM grabacion g WHERE clave LIKE '%b.wav'), 'fallida plazo', 'and says why');

-- Two calls turn out to be one: the message goes with it, and the one that is here stays.
SELECT pg_temp.entra(pg_temp.ev('C', 'llamada.ofrecida', 100), pg_temp.mensaje('C', 110, 'https://pbx.example/c.wav')) \g /dev/null
SELECT pg_temp.entra(pg_temp.ev('D', 'llamada.ofrecida', 101), pg_temp.mensaje('D', 110, 'https://pbx.example/c.wav')) \g /dev/null
UPDATE uno SET trabajo = (SELECT t.id FROM trabajo t JOIN grabacion g ON g.id = (t.datos ->> 'grabacion_id')::bigint JOIN llamada l ON l.id = g.llamada_id WHERE l.raiz = 'D');
UPDATE trabajo SET estado = 'tomado', tomado = ahora() WHERE id = (SELECT trabajo FROM uno);
SELECT api.grabacion_traida(trabajo, 'audio/wav', 'RIFF') FROM uno \g /dev/null
SELECT pg_temp.entra(pg_temp.ev('C', 'llamada.alias', 120, '{"alias": "D"}')) \g /dev/null
SELECT is((SELECT string_agg(l.raiz || ' ' || g.estado, '; ') FROM grabacion g JOIN llamada l ON l.id = g.llamada_id WHERE clave LIKE '%c.wav'),
  'C lista', 'merged: one message, the one that is here');
UPDATE uno SET trabajo = pg_temp.toma();
SELECT is((SELECT count(*)::int FROM uno, api.grabacion_preparar(trabajo)), 0, 'the other''s job finds nothing');
SELECT is((SELECT estado FROM trabajo, uno WHERE id = trabajo), 'hecho', 'and ends');

-- An id that is used again: the message goes to the call that it turns out to belong to.
SELECT pg_temp.entra(pg_temp.ev('E', 'llamada.ofrecida', 200), pg_temp.ev('E', 'llamada.fin', 210), pg_temp.mensaje('E', 420, 'https://pbx.example/e.wav')) \g /dev/null
SELECT pg_temp.entra(pg_temp.ev('E', 'llamada.ofrecida', 400)) \g /dev/null
SELECT is((SELECT string_agg(l.encarnacion::text, ' ') FROM grabacion g JOIN llamada l ON l.id = g.llamada_id WHERE clave LIKE '%e.wav'), '2',
  'told before its call began');

-- Gone with its call.
UPDATE uno SET trabajo = pg_temp.toma();
DELETE FROM llamada WHERE raiz = 'E';
SELECT is((SELECT api.grabacion_traida(trabajo, 'audio/wav', 'RIFF') FROM uno), false, 'of a call that is gone nothing is kept');
SELECT is((SELECT estado FROM trabajo, uno WHERE id = trabajo), 'hecho', 'and the job ends');

SELECT * FROM finish();
ROLLBACK;
