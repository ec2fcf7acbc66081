-- When a clinic is open: half-open ranges of its own time, holidays, and the two days a year that have another number of hours.
BEGIN;
\ir comun/escenario.sql
SELECT plan(33);

-- Puts a week and says what it answers.
CREATE FUNCTION pg_temp.pone(clinica bigint, VARIADIC franjas text[]) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.rechazo(format('SELECT cc.horario_poner(cc.admin_quien(9001), %L, %s, %L)', '{"si_coincide": "*"}', clinica,
    jsonb_build_object('franjas', (SELECT coalesce(jsonb_agg(jsonb_build_object('dia_semana', split_part(f, ' ', 1)::int,
      'abre', split_part(f, ' ', 2), 'cierra', split_part(f, ' ', 3)) ORDER BY n), '[]') FROM unnest(franjas) WITH ORDINALITY x (f, n))))) $$;
CREATE FUNCTION pg_temp.queda(clinica bigint, VARIADIC franjas text[]) RETURNS void LANGUAGE sql AS $$
  DELETE FROM cc.horario WHERE clinica_id = clinica;
  INSERT INTO cc.horario (grupo_id, clinica_id, dia_semana, abre, cierra)
  SELECT 9001, clinica, split_part(f, ' ', 1)::int, split_part(f, ' ', 2)::time, split_part(f, ' ', 3)::time FROM unnest(franjas) f $$;

SELECT is(horario_abierto(9011, '2026-03-10 03:00+01'), true, 'without opening hours, always open');
SELECT is(pg_temp.pone(9011, '2 09:00 14:00', '2 14:00 20:00', '7 00:00 24:00', '2 20:30 24:00'), 'bien', 'ranges may touch, and a day may be whole');
SELECT is(pg_temp.pone(9011, '2 09:00 14:00', '3 13:00 15:00', '2 13:59 20:00'), 'CC422 /franjas/2 Se solapa con la franja 1 (de 09:00 a 14:00).', 'two that overlap, the second is named');
SELECT is(pg_temp.pone(9011, '2 09:00 14:00', '2 09:00 14:00'), 'CC422 /franjas/1 Se solapa con la franja 1 (de 09:00 a 14:00).', 'the same twice');
SELECT is(pg_temp.pone(9011, '2 10:00 11:00', '2 09:00 14:00'), 'CC422 /franjas/1 Se solapa con la franja 1 (de 10:00 a 11:00).', 'one inside the other');
SELECT matches(pg_temp.pone(9011, '2 22:00 02:00'), '^CC422 /franjas/0/cierra .*parta la franja', 'a night is two ranges');
SELECT matches(pg_temp.pone(9011, '2 09:00 09:00'), '^CC422 /franjas/0/cierra ', 'an empty range is none');
SELECT is(pg_temp.pone(9011, '8 9:00 25:00'), 'CC422 /franjas/0/abre Debe ser una hora HH:MM, de 00:00 a 24:00. · '
  || '/franjas/0/cierra Debe ser una hora HH:MM, de 00:00 a 24:00. · /franjas/0/dia_semana Debe ser un número entero entre 1 y 7.', 'all that is wrong at once');
SELECT is(pg_temp.rechazo($$SELECT cc.horario_poner(cc.admin_quien(9001), '{"si_coincide": "7"}', 9011, '{"franjas": []}')$$),
  'CC412 Alguien lo ha cambiado mientras tanto. Vuelva a cargarlo.', 'a stale week');

SELECT pg_temp.queda(9011, '2 09:00 14:00', '2 16:00 24:00', '7 00:00 04:00') \g /dev/null
SELECT is(horario_abierto(9011, m::timestamptz), espera, m || CASE WHEN espera THEN ' open' ELSE ' closed' END)
FROM (VALUES ('2026-03-10 08:59:59.999+01', false), ('2026-03-10 09:00+01', true), ('2026-03-10 13:59:59.999+01', true),
  ('2026-03-10 14:00+01', false), ('2026-03-10 16:00+01', true), ('2026-03-10 23:59:59.999999+01', true), ('2026-03-11 00:00+01', false),
  ('2026-03-11 10:00+01', false)) v (m, espera);

-- 29 March 2026: after 01:59:59 comes 03:00. 25 October: 02:00-02:59 comes twice.
SELECT is(horario_abierto(9011, m::timestamptz), espera, m || ' ' || que)
FROM (VALUES ('2026-03-29 01:59:59+01', true, 'is before the hour that is missing'), ('2026-03-29 03:00+02', true, 'and after it'),
  ('2026-03-29 03:59:59+02', true, 'the last open second of a short day'), ('2026-03-29 04:00+02', false, 'closed at four, after three hours'),
  ('2026-10-25 02:30+02', true, 'the first half past two'), ('2026-10-25 02:30+01', true, 'the second half past two'),
  ('2026-10-25 03:59:59+01', true, 'the last open second of a long day'), ('2026-10-25 04:00+01', false, 'closed at four, after five hours')) v (m, espera, que);
SELECT pg_temp.queda(9011, '7 02:00 02:30', '7 02:45 03:00') \g /dev/null
SELECT is((SELECT string_agg(horario_abierto(9011, '2026-10-25 00:00+00'::timestamptz + make_interval(mins => 15 * n))::int::text, '' ORDER BY n)
  FROM generate_series(0, 7) n), '11011101', 'an hour that comes twice is open, and closed, twice');
SELECT is((SELECT bool_or(horario_abierto(9011, '2026-03-29 00:30+00'::timestamptz + make_interval(mins => 5 * n))) FROM generate_series(0, 12) n), false,
  'one that does not come is never open');

-- A holiday is a day of the clinic's own time.
SELECT pg_temp.queda(9012, '1 00:00 24:00', '2 00:00 24:00') \g /dev/null
INSERT INTO festivo (clinica_id, dia, grupo_id) VALUES (9012, '2026-03-09', 9001);
SELECT is(horario_abierto(9012, m::timestamptz), espera, 'in the Canaries, ' || m)
FROM (VALUES ('2026-03-09 00:59+01', false), ('2026-03-09 12:00+01', false), ('2026-03-10 00:59+01', false), ('2026-03-10 01:00+01', true)) v (m, espera);
INSERT INTO festivo (clinica_id, dia, grupo_id) VALUES (9021, '2026-10-25', 9002);
SELECT is((SELECT string_agg(horario_abierto(9021, m::timestamptz)::text, ' ' ORDER BY m::timestamptz)
  FROM unnest('{2026-10-24 23:59:59+02,2026-10-25 00:00+02,2026-10-25 23:59:59+01,2026-10-26 00:00+01}'::text[]) m), 'true false false true',
  'a holiday of 25 hours, of a clinic that is always open');
SELECT is((horario_json(9012) ->> 'abierta')::boolean, true, 'the week says whether it is open now');

SELECT * FROM finish();
ROLLBACK;
