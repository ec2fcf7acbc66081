-- Who calls: nobody, one, several; in one order, each with its reason.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL search_path = cc, public, pg_catalog;
SET LOCAL cc.reloj = '2026-03-10 12:00+01';

INSERT INTO grupo (id, nombre, pacientes_compartidos) OVERRIDING SYSTEM VALUE
  VALUES (9001, 'Compartido', true), (9002, 'Separado', false);
INSERT INTO clinica (id, grupo_id, nombre) OVERRIDING SYSTEM VALUE
  VALUES (9011, 9001, 'Centro'), (9012, 9001, 'Norte'), (9021, 9002, 'Este'), (9022, 9002, 'Oeste');
INSERT INTO paciente (id, grupo_id, clinica_id, nombre, apellidos, nacimiento) OVERRIDING SYSTEM VALUE VALUES
  (9101, 9001, 9011, 'Zoe', 'García', '1985-03-11'), (9102, 9001, 9011, 'Ana', 'García', '1983-01-01'),
  (9103, 9001, 9012, 'Hugo', 'Pérez', '2016-05-05'), (9104, 9001, 9011, 'Iris', 'Pérez', '2018-05-05'),
  (9105, 9001, 9011, 'Bruno', 'Solo', '1970-01-01'), (9106, 9001, 9011, 'Carla', 'Borrada', '1970-01-01'),
  (9201, 9002, 9021, 'Eva', 'Este', '1990-01-01'), (9202, 9002, 9022, 'Olga', 'Oeste', '1990-01-01');
UPDATE paciente SET borrado = now() WHERE id = 9106;

CREATE PROCEDURE pg_temp.tiene(quien bigint, numero text, titular boolean DEFAULT false) LANGUAGE sql AS $$
  INSERT INTO cc.paciente_telefono (grupo_id, paciente_id, clave, original, titular)
  SELECT p.grupo_id, p.id, numero, numero, titular FROM cc.paciente p WHERE p.id = quien $$;
CREATE PROCEDURE pg_temp.llamo(numero text, hace interval, quien bigint, como text) LANGUAGE sql AS $$
  INSERT INTO cc.llamada (grupo_id, clinica_id, raiz, direccion, estado, inicio, numero, paciente_id, identificacion)
  VALUES (9001, 9011, 'x', 'entrante', 'finalizada', cc.ahora() - hace, numero, quien, como) $$;
-- The candidates of a number in order: "nombre:motivo".
CREATE FUNCTION pg_temp.quienes(numero text, grupo bigint DEFAULT 9001, clinicas bigint[] DEFAULT '{9011}') RETURNS text
LANGUAGE sql AS $$
  SELECT string_agg(p.nombre || ':' || i.motivo, ' ' ORDER BY i.orden)
  FROM cc.identificar(grupo, numero, clinicas) i JOIN cc.paciente p ON p.id = i.paciente_id $$;
CALL pg_temp.tiene(9105, '+34600000001', true); CALL pg_temp.tiene(9106, '+34600000001', true);
CALL pg_temp.tiene(9105, '101', true); CALL pg_temp.tiene(9105, '0612345678', true);

SELECT plan(29);

SELECT is(pg_temp.quienes('+34600000099'), NULL, 'nobody has the number');
SELECT is(pg_temp.quienes(NULL), NULL, 'a hidden number is nobody''s');
SELECT is(pg_temp.quienes('+34600000001'), 'Bruno:titular', 'one patient has it, and those deleted do not count');
INSERT INTO vinculo (paciente_id, relacionado_id, clase, grupo_id) VALUES (9103, 9106, 'tutor', 9001);
SELECT is(pg_temp.quienes('+34600000001'), 'Bruno:titular', 'nor do they lead to their family');
DELETE FROM vinculo;
SELECT is(pg_temp.quienes('101'), NULL, 'fewer than 6 digits never match a patient, even if a record has them');
SELECT is(pg_temp.quienes('0612345678'), 'Bruno:titular', 'a number that the plans do not know is matched by equality');
SELECT is(pg_temp.quienes('+34600000001', 9002, '{9021}'), NULL, 'the patients of another group are not there');

-- A family telephone: the holder, her partner, and the children, who have no telephone.
CALL pg_temp.tiene(9101, '+34600000002', true); CALL pg_temp.tiene(9102, '+34600000002');
INSERT INTO vinculo (paciente_id, relacionado_id, clase, grupo_id) VALUES
  (9103, 9101, 'tutor', 9001), (9101, 9104, 'hijo', 9001), (9104, 9101, 'tutor', 9001), (9101, 9102, 'conyuge', 9001);
SELECT is(pg_temp.quienes('+34600000002'), 'Zoe:titular Ana:familia Hugo:familia Iris:familia',
  'the holder first, then the others by name: who shares the number, and children without telephone, however the link was written');
SELECT results_eq($$SELECT paciente_id, orden, relacion FROM cc.identificar(9001, '+34600000002', '{9011}')$$,
  $$VALUES (9101::bigint, 1, NULL), (9102, 2, 'conyuge'), (9103, 3, 'a_cargo'), (9104, 4, 'hijo')$$,
  'everybody but the holder says what they are to the holder');
CALL pg_temp.tiene(9103, '+34600000003', true);
SELECT is(pg_temp.quienes('+34600000002'), 'Zoe:titular Ana:familia Iris:familia', 'a relative with a telephone of their own is called there');
SELECT is(pg_temp.quienes('+34600000003'), 'Hugo:titular', 'a child''s own telephone does not list the mother, who has one');
UPDATE paciente_telefono SET hasta = now() WHERE paciente_id = 9103;
SELECT is(pg_temp.quienes('+34600000003'), NULL, 'a number that was left behind matches nobody');
SELECT is(pg_temp.quienes('+34600000002'), 'Zoe:titular Ana:familia Hugo:familia Iris:familia', 'and who left it is reached on the holder''s again');

-- Each reason goes before the ones below it.
CALL pg_temp.llamo('+34600000050', '3 days', 9104, 'unica');
SELECT is(pg_temp.quienes('+34600000002'), 'Iris:contacto_reciente Zoe:titular Ana:familia Hugo:familia', 'the last contact goes before the holder');
CALL pg_temp.llamo('+34600000050', '2 days', 9103, 'unica');
SELECT is(pg_temp.quienes('+34600000002'), 'Hugo:contacto_reciente Iris:contacto_reciente Zoe:titular Ana:familia', 'the latest contact first');
INSERT INTO seguimiento (grupo_id, clinica_id, clase, paciente_id, primera, ultima) VALUES (9001, 9011, 'promesa', 9102, cc.ahora(), cc.ahora());
SELECT is(pg_temp.quienes('+34600000002'), 'Ana:seguimiento Hugo:contacto_reciente Iris:contacto_reciente Zoe:titular',
  'an open follow-up goes before the last contact');
INSERT INTO cita (id, grupo_id, clinica_id, paciente_id, inicio) OVERRIDING SYSTEM VALUE VALUES
  (9301, 9001, 9011, 9104, cc.ahora() + interval '48 hours 1 minute'), (9302, 9001, 9011, 9101, cc.ahora() + interval '47 hours');
SELECT is(pg_temp.quienes('+34600000002'), 'Zoe:cita_cercana Ana:seguimiento Hugo:contacto_reciente Iris:contacto_reciente',
  'an appointment within 48 hours goes before a follow-up; one after 48 hours does not count');
UPDATE cita SET inicio = cc.ahora() - interval '5 hours' WHERE id = 9301;
UPDATE cita SET inicio = cc.ahora() + interval '3 hours' WHERE id = 9302;
SELECT is(pg_temp.quienes('+34600000002'), 'Zoe:cita_cercana Iris:cita_cercana Ana:seguimiento Hugo:contacto_reciente',
  'the nearest appointment first, past or to come');
UPDATE cita SET estado = 'anulada' WHERE id = 9301;
SELECT is(pg_temp.quienes('+34600000002'), 'Zoe:cita_cercana Ana:seguimiento Hugo:contacto_reciente Iris:contacto_reciente',
  'an appointment that was cancelled does not count');
CALL pg_temp.llamo('+34600000002', '32 hours', 9103, 'unica'); CALL pg_temp.llamo('+34600000002', '31 hours', 9103, 'unica');
SELECT ok(pg_temp.quienes('+34600000002') LIKE 'Zoe:cita_cercana %', 'who was found because they were alone was not chosen');
CALL pg_temp.llamo('+34600000002', '30 hours', 9103, 'elegida');
SELECT ok(pg_temp.quienes('+34600000002') LIKE 'Zoe:cita_cercana %', 'chosen once is not a habit');
CALL pg_temp.llamo('+34600000002', '29 hours', 9102, 'elegida'); CALL pg_temp.llamo('+34600000002', '28 hours', 9103, 'elegida');
SELECT is(pg_temp.quienes('+34600000002'), 'Hugo:elegida_antes Zoe:cita_cercana Ana:seguimiento Iris:contacto_reciente',
  'chosen in two of the last three calls goes before everything');
CALL pg_temp.llamo('+34600000002', '2 hours', NULL, 'multiple_pendiente'); CALL pg_temp.llamo('+34600000002', '1 hour', NULL, 'multiple_pendiente');
SELECT ok(pg_temp.quienes('+34600000002') LIKE 'Hugo:elegida_antes %', 'calls in which nobody chose do not wear the habit out');
CALL pg_temp.llamo('+34600000002', '50 minutes', 9101, 'elegida'); CALL pg_temp.llamo('+34600000002', '40 minutes', 9101, 'elegida');
SELECT ok(pg_temp.quienes('+34600000002') LIKE 'Zoe:elegida_antes Ana:seguimiento Hugo:contacto_reciente %', 'a new habit takes the place of the old one');
CALL pg_temp.llamo('+34600000050', '30 minutes', 9104, 'elegida'); CALL pg_temp.llamo('+34600000050', '20 minutes', 9104, 'elegida');
SELECT ok(pg_temp.quienes('+34600000002') LIKE 'Zoe:elegida_antes %', 'a choice on another number teaches nothing about this one');

-- Patients that are not shared.
CALL pg_temp.tiene(9201, '+34600000004', true); CALL pg_temp.tiene(9202, '+34600000004');
SELECT is(pg_temp.quienes('+34600000004', 9002, '{9021}'), 'Eva:titular', 'a clinic that does not share sees its own patients only');
SELECT is(pg_temp.quienes('+34600000004', 9002, '{9022,9021}'), 'Eva:titular Olga:familia', 'a desk of both clinics sees both');

-- Known numbers that are no patients.
INSERT INTO contacto (grupo_id, clave, nombre, clase) VALUES (9001, '+34911111111', 'Laboratorio Luz', 'laboratorio');
SELECT is((cc.contacto_de(9001, '+34911111111')).nombre, 'Laboratorio Luz', 'a supplier''s number is told apart');
SELECT is((cc.contacto_de(9002, '+34911111111')).id, NULL, 'by its own group only');

SELECT * FROM finish();
ROLLBACK;
