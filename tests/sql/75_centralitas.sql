-- PBXs: how long a clinic has been open, the alarm for silence, and the steps of a test call.
BEGIN;
\ir comun/escenario.sql
SELECT plan(28);

-- Opening hours between two moments, in seconds. Centro opens 9-14 and 16-20 on working days.
CREATE FUNCTION pg_temp.abierta(desde timestamptz, hasta timestamptz, clinica bigint DEFAULT 9011) RETURNS numeric LANGUAGE sql AS $$
  SELECT round(cc.horario_abierto_s(clinica, desde, hasta) / 3600.0, 2) $$;
SELECT is(pg_temp.abierta('2026-03-10 00:00+01', '2026-03-11 00:00+01'), 24.00, 'a clinic without hours is always open');
SELECT is(pg_temp.abierta('2026-03-28 00:00+01', '2026-03-30 00:00+02'), 47.00, 'an hour less when summer begins');
SELECT is(pg_temp.abierta('2026-10-25 00:00+02', '2026-10-26 00:00+01'), 25.00, 'an hour more when it ends');
INSERT INTO horario (grupo_id, clinica_id, dia_semana, abre, cierra)
SELECT 9001, 9011, d, v.abre, v.cierra FROM generate_series(1, 5) d, (VALUES (time '09:00', time '14:00'), ('16:00', '20:00')) v (abre, cierra);
SELECT is(pg_temp.abierta('2026-03-09 00:00+01', '2026-03-16 00:00+01'), 45.00, 'a week');
SELECT is(pg_temp.abierta('2026-03-09 13:30+01', '2026-03-09 16:30+01'), 1.00, 'over midday');
SELECT is(pg_temp.abierta('2026-03-06 19:00+01', '2026-03-09 10:00+01'), 2.00, 'over a weekend');
SELECT is(pg_temp.abierta('2026-03-09 20:00+01', '2026-03-10 08:00+01'), 0.00, 'over a night');
INSERT INTO festivo (clinica_id, dia, grupo_id) VALUES (9011, '2026-03-09', 9001);
SELECT is(pg_temp.abierta('2026-03-09 00:00+01', '2026-03-16 00:00+01'), 36.00, 'a holiday does not count');
INSERT INTO horario (grupo_id, clinica_id, dia_semana, abre, cierra) VALUES (9001, 9011, 7, '01:00', '04:00');
SELECT is(pg_temp.abierta('2026-03-29 00:00+01', '2026-03-29 12:00+02'), 2.00, 'hours of the night in which the clock changes');
DELETE FROM horario WHERE dia_semana = 7;

-- Silence: four hours of opening time by default. It is Tuesday, 12:00.
INSERT INTO centralita_salud (centralita_id, ultimo_evento) VALUES (9031, '2026-03-10 11:00+01'), (9032, NULL);
CREATE FUNCTION pg_temp.calla(ahora text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('cc.reloj', ahora, true), cc.centralita_silencio();
  RETURN coalesce((SELECT s.silenciosa_desde::text FROM cc.centralita_salud s WHERE s.centralita_id = 9031), 'habla');
END $$;
SELECT is(pg_temp.calla('2026-03-10 16:59+01'), 'habla', 'three hours and 59 minutes of opening time are no silence');
SELECT pg_temp.oye(9011), pg_temp.oye(9012) \g /dev/null
SELECT is(pg_temp.calla('2026-03-10 17:00+01'), '2026-03-10 16:00:00+00', 'four hours are');
SELECT is(pg_temp.oye(9011), 'centralita:9031', 'the panel is told');
SELECT is(pg_temp.oye(9012), 'centralita:9031', 'of every clinic that it serves');
SELECT is(pg_temp.calla('2026-03-10 19:00+01'), '2026-03-10 16:00:00+00', 'once');
SELECT is(pg_temp.oye(9011), NULL, 'and nobody is told again');
SELECT is(pg_temp.calla('2026-03-11 03:00+01'), '2026-03-10 16:00:00+00', 'it still is at night');
UPDATE centralita_salud SET ultimo_evento = '2026-03-11 09:01+01' WHERE centralita_id = 9031;
SELECT is(pg_temp.calla('2026-03-11 09:02+01'), 'habla', 'until it speaks');
SELECT is(pg_temp.oye(9011), 'centralita:9031', 'which the panel is told too');
UPDATE centralita SET silencio_min = 0 WHERE id = 9031;
SELECT is(pg_temp.calla('2026-03-20 12:00+01'), 'habla', 'never, when the clinic wants no alarm');
SELECT is((SELECT silenciosa_desde FROM centralita_salud WHERE centralita_id = 9032), NULL, 'nor before its first word: it is not installed yet');

-- A test call, step by step.
SET LOCAL cc.reloj = '2026-03-10 12:00+01';
DELETE FROM centralita_salud;
CREATE FUNCTION pg_temp.pasos() RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(p.paso || ' ' || p.estado, ', ') FROM cc.centralita c, cc.centralita_prueba(c, '2026-03-10 11:59+01') p WHERE c.id = 9031 $$;
CREATE FUNCTION pg_temp.dice(paso text) RETURNS text LANGUAGE sql AS $$
  SELECT p.texto FROM cc.centralita c, cc.centralita_prueba(c, '2026-03-10 11:59+01') p WHERE c.id = 9031 AND p.paso = dice.paso $$;
CREATE FUNCTION pg_temp.manda(entrega text, eventos jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM api.evento_pbx(9031, (SELECT c.version FROM cc.centralita c WHERE c.id = 9031), '{}', entrega, entrega::bytea, '{}', eventos,
    CASE WHEN eventos IS NULL THEN 'no es JSON' END);
END $$;
SELECT is(pg_temp.pasos(), 'llega falta, autentica falta, se_entiende falta, linea falta, extension falta, puesto falta, tarjeta falta, fin falta', 'nothing yet');
SELECT api.evento_pbx_rechazado(9031, '{}', 'fuera_de_tiempo', '{}', 10) \g /dev/null
SELECT alike(pg_temp.dice('autentica'), '%ponga en hora%', 'a clock that is wrong is said');
SELECT pg_temp.manda('d1', NULL) \g /dev/null
SELECT is(pg_temp.dice('se_entiende'), 'Lo que manda no se entiende: no es JSON.', 'and what cannot be read');
SELECT pg_temp.manda('d2', '[{"tipo": "llamada.ofrecida", "llamada": "p1", "momento": "2026-03-10T12:00:00+01:00", "direccion": "entrante",
  "origen": "612345678", "linea": "911111112"}, {"tipo": "tramo.suena", "llamada": "p1", "momento": "2026-03-10T12:00:01+01:00", "extension": "105"}]') \g /dev/null
SELECT is(concat_ws(' ', pg_temp.dice('linea'), pg_temp.dice('extension')),
  'Dice que se llamó a 911111112: dé de alta esa línea. Suena la extensión 105, que no está dada de alta.', 'what is not configured');
SELECT pg_temp.manda('d3', '[{"tipo": "llamada.ofrecida", "llamada": "p2", "momento": "2026-03-10T12:00:00+01:00", "direccion": "entrante",
  "origen": "612345678", "linea": "911111111"}, {"tipo": "tramo.suena", "llamada": "p2", "momento": "2026-03-10T12:00:01+01:00", "extension": "101"}]') \g /dev/null
SELECT alike(pg_temp.dice('puesto'), 'Nadie ha dicho al entrar%', 'a telephone where nobody sits');
INSERT INTO agente_extension (grupo_id, agente_id, extension_id, desde) VALUES (9001, 9601, 9101, '2026-03-10 11:00+01');
SELECT pg_temp.manda('d4', '[{"tipo": "llamada.ofrecida", "llamada": "p3", "momento": "2026-03-10T12:00:00+01:00", "direccion": "entrante",
  "origen": "612345678", "linea": "911111111"}, {"tipo": "tramo.suena", "llamada": "p3", "momento": "2026-03-10T12:00:01+01:00", "extension": "101"}]') \g /dev/null
SELECT is(pg_temp.pasos(), 'llega bien, autentica bien, se_entiende bien, linea bien, extension bien, puesto bien, tarjeta bien, fin falta', 'on the screen');
SELECT pg_temp.manda('d5', '[{"tipo": "tramo.contesta", "llamada": "p3", "momento": "2026-03-10T12:00:05+01:00", "extension": "101"},
  {"tipo": "llamada.fin", "llamada": "p3", "momento": "2026-03-10T12:00:09+01:00"}]') \g /dev/null
SELECT is(pg_temp.dice('fin'), 'Ha terminado, y queda en el historial como «atendida».', 'and in the history');
SELECT is(pg_temp.dice('tarjeta'), 'La tarjeta ha salido en su pantalla.', 'where the card is remembered');

SELECT * FROM finish();
ROLLBACK;
