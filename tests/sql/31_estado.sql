-- The state table (CALL MODEL §4), row by row: after each fact, the state that the call is in. One column per call.
BEGIN;
SELECT plan(48);
SET LOCAL client_min_messages = warning;
SET LOCAL search_path = cc, public, pg_catalog;
SET LOCAL TimeZone = 'UTC';
SET LOCAL cc.reloj = '2026-03-10 12:00+01';
\ir comun/escenario.sql

CREATE TEMP TABLE paso (n int GENERATED ALWAYS AS IDENTITY, llamada text, tipo text, otros jsonb, estado text, fila text);
INSERT INTO paso (llamada, tipo, otros, estado, fila) VALUES
  -- a queue, a transfer, holds, parking
  ('E', 'llamada.ofrecida',       '{"direccion": "entrante", "origen": "612345678"}', 'recibida',      '9'),
  ('E', 'cola.entra',             '{"cola": "recepcion"}',                          'en_cola',       '8'),
  ('E', 'tramo.suena',            '{"tramo": "a", "extension": "101"}',             'sonando',       '6'),
  ('E', 'tramo.suena',            '{"tramo": "b", "extension": "201"}',             'sonando',       '6'),
  ('E', 'tramo.cuelga',           '{"tramo": "a"}',                                 'sonando',       '6, the other still rings'),
  ('E', 'tramo.cuelga',           '{"tramo": "b"}',                                 'en_cola',       '8, stepped back'),
  ('E', 'tramo.suena',            '{"tramo": "c", "extension": "101"}',             'sonando',       '6'),
  ('E', 'tramo.contesta',         '{"tramo": "c", "extension": "101"}',             'en_curso',      '4'),
  ('E', 'tramo.retiene',          '{"tramo": "c"}',                                 'en_espera',     '4, held'),
  ('E', 'transferencia.consulta', '{"destino": "201"}',                             'transfiriendo', '3'),
  ('E', 'transferencia.falla',    '{}',                                             'en_espera',     '4, still held'),
  ('E', 'tramo.reanuda',          '{"tramo": "c"}',                                 'en_curso',      '4'),
  ('E', 'transferencia.ciega',    '{"destino": "201"}',                             'transfiriendo', '3'),
  ('E', 'tramo.cuelga',           '{"tramo": "c"}',                                 'transfiriendo', '3: the transfer holds it'),
  ('E', 'tramo.suena',            '{"tramo": "d", "extension": "201"}',             'transfiriendo', '3'),
  ('E', 'tramo.contesta',         '{"tramo": "d", "extension": "201"}',             'en_curso',      '4: the target has answered'),
  ('E', 'llamada.aparca',         '{}',                                             'aparcada',      '4, parked'),
  ('E', 'tramo.cuelga',           '{"tramo": "d"}',                                 'aparcada',      '4: parked, nobody holds it'),
  ('E', 'llamada.recupera',       '{}',                                             'cerrando',      '2: taken back by nobody'),
  ('E', 'tramo.contesta',         '{"tramo": "e", "extension": "101"}',             'en_curso',      '4'),
  ('E', 'tramo.cuelga',           '{"tramo": "e"}',                                 'cerrando',      '2: no leg lives'),
  ('E', 'llamada.fin',            '{}',                                             'finalizada',    '1'),
  ('E', 'tramo.suena',            '{"tramo": "f", "extension": "101"}',             'finalizada',    '1: nothing reopens it'),
  -- a mailbox
  ('B', 'llamada.ofrecida',       '{"direccion": "entrante", "origen": "612345678"}', 'recibida',      '9'),
  ('B', 'tramo.suena',            '{"extension": "101"}',                           'sonando',       '6'),
  ('B', 'tramo.cuelga',           '{"extension": "101", "causa": 19}',              'recibida',      '9, for an instant'),
  ('B', 'buzon.empieza',          '{}',                                             'en_buzon',      '5'),
  ('B', 'tramo.suena',            '{"extension": "101"}',                           'sonando',       '6: an agent since'),
  ('B', 'tramo.cuelga',           '{"extension": "101"}',                           'recibida',      '9'),
  ('B', 'tramo.cuelga',           '{"rol": "externo"}',                             'cerrando',      '2: the caller is gone'),
  -- outgoing, our phone first
  ('S', 'llamada.ofrecida',       '{"direccion": "saliente", "origen": "101", "destino": "612345678"}', 'solicitada', '9'),
  ('S', 'tramo.suena',            '{"tramo": "a", "extension": "101"}',             'sonando_agente', '6, ours'),
  ('S', 'tramo.contesta',         '{"tramo": "a", "extension": "101"}',             'marcando',      '7'),
  ('S', 'tramo.suena',            '{"tramo": "x", "rol": "externo"}',               'sonando',       '6, theirs'),
  ('S', 'tramo.contesta',         '{"tramo": "x", "rol": "externo"}',               'en_curso',      '4, both'),
  ('S', 'tramo.retiene',          '{"tramo": "a"}',                                 'en_espera',     '4'),
  ('S', 'tramo.cuelga',           '{"tramo": "x"}',                                 'cerrando',      '2: the outside leg has ended'),
  ('S', 'llamada.fin',            '{}',                                             'finalizada',    '1'),
  -- outgoing, a PBX that reports no leg of ours
  ('T', 'llamada.ofrecida',       '{"direccion": "saliente", "origen": "101", "destino": "612345678"}', 'solicitada', '9'),
  ('T', 'tramo.suena',            '{"rol": "externo"}',                             'sonando',       '6'),
  ('T', 'tramo.contesta',         '{"rol": "externo"}',                             'en_curso',      '4'),
  -- internal
  ('I', 'llamada.ofrecida',       '{"direccion": "interna", "origen": "101", "destino": "201"}', 'recibida', '9'),
  ('I', 'tramo.contesta',         '{"tramo": "a", "extension": "101"}',             'recibida',      '9: the caller''s own phone'),
  ('I', 'tramo.suena',            '{"tramo": "b", "extension": "201"}',             'sonando',       '6'),
  ('I', 'tramo.contesta',         '{"tramo": "b", "extension": "201"}',             'en_curso',      '4'),
  ('I', 'tramo.cuelga',           '{"tramo": "b"}',                                 'cerrando',      '2');

CREATE FUNCTION pg_temp.tras(p paso) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM api.evento_pbx(9031, 1, '{}', 'p' || p.n, '\x', NULL, jsonb_build_array(p.otros || jsonb_build_object('llamada', p.llamada,
    'tipo', p.tipo, 'momento', timestamptz '2026-03-10 11:00Z' + p.n * interval '5 seconds')), NULL);
  RETURN (SELECT l.estado FROM cc.llamada l WHERE l.raiz = p.llamada);
END $$;
SELECT is(pg_temp.tras(p), p.estado, format('%s %s: row %s', p.llamada, p.tipo, p.fila)) FROM paso p ORDER BY p.n;

-- Causes
SELECT is((SELECT array_agg(llamada_plegar_causa(a, b) ORDER BY n) FROM (VALUES (1, 16, 26), (2, 26, 17), (3, 17, 21), (4, 19, 21),
  (5, 34, 19), (6, 34, 16), (7, 127, 16), (8, 0, 127), (9, 18, 19), (10, NULL, 0)) v (n, a, b)),
  '{26,26,17,21,19,34,16,0,18,0}', 'the stronger cause of a leg stays: 26 > 17 > 21 > 18-20 > others > 16 > 127, 0');

-- Opening hours
SELECT is(horario_abierto(9011, '2026-10-25 02:30+02'), true, 'a clinic without opening hours is always open');

SELECT * FROM finish();
ROLLBACK;
