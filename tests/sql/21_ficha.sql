-- The card: what a receptionist reads before picking up, and what they may not.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL search_path = cc, public, pg_catalog;
SET LOCAL TimeZone = 'UTC';
SET LOCAL cc.reloj = '2026-03-10 23:30+00'; -- in Madrid it is the 11th already

INSERT INTO grupo (id, nombre, pacientes_compartidos, url_ficha, url_cita) OVERRIDING SYSTEM VALUE VALUES
  (9001, 'Compartido', true, 'https://erp.example/p/{ref}?t={telefono}', 'https://erp.example/c/{id}'), (9002, 'Separado', false, NULL, NULL);
INSERT INTO clinica (id, grupo_id, nombre) OVERRIDING SYSTEM VALUE
  VALUES (9011, 9001, 'Centro'), (9012, 9001, 'Norte'), (9021, 9002, 'Este'), (9022, 9002, 'Oeste');
INSERT INTO agente (id, grupo_id, usuario, nombre) OVERRIDING SYSTEM VALUE VALUES (9041, 9001, 'marta9041', 'Marta');
INSERT INTO tipificacion (id, grupo_id, etiqueta) OVERRIDING SYSTEM VALUE VALUES (9051, 9001, 'Cambio de cita');
INSERT INTO paciente (id, grupo_id, clinica_id, nombre, apellidos, nacimiento, erp_ref, n_historia, dni, email, idioma, trato, saldo_cent,
    nombre_preferido, no_llamar, no_llamar_motivo) OVERRIDING SYSTEM VALUE VALUES
  (9101, 9001, 9011, 'Zoe', 'García', '1985-03-11', 'A/1 ñ', 'H-1', '1Z', 'z@example.org', 'ca', 'tu', 12550, 'Zo', true, 'Sorda: escribir'),
  (9102, 9001, 9011, 'Hugo', 'Pérez', '2008-03-12', NULL, NULL, NULL, NULL, 'es', 'usted', NULL, NULL, false, NULL),
  (9201, 9002, 9021, 'Eva', '', '1990-01-01', NULL, NULL, NULL, NULL, 'es', 'usted', NULL, NULL, false, NULL),
  (9202, 9002, 9022, 'Olga', '', NULL, NULL, NULL, NULL, NULL, 'es', 'usted', NULL, NULL, false, NULL);
INSERT INTO vinculo (paciente_id, relacionado_id, clase, grupo_id) VALUES (9102, 9101, 'tutor', 9001), (9201, 9202, 'hermano', 9002);
INSERT INTO paciente_telefono (grupo_id, paciente_id, clave, original, etiqueta, titular, hasta) VALUES
  (9001, 9101, '+34911234567', '911234567', 'casa', false, NULL), (9001, 9101, '+34600000002', '600000002', 'móvil', true, NULL),
  (9001, 9101, '+34600000009', '600000009', 'antiguo', true, now());

-- A member of the card as jsonb, for a reader of clinic 9011 who may see the balance.
CREATE FUNCTION pg_temp.de(paciente bigint, miembro text) RETURNS jsonb LANGUAGE sql AS $$
  SELECT cc.ficha(paciente, '{9011}', true)::jsonb -> miembro $$;
CREATE PROCEDURE pg_temp.llamada(n bigint, hace interval, quien bigint, como text DEFAULT 'finalizada') LANGUAGE sql AS $$
  INSERT INTO cc.llamada (id, grupo_id, clinica_id, raiz, direccion, estado, resultado, inicio, contestada, paciente_id, agente_id,
    tipificacion_id)
  OVERRIDING SYSTEM VALUE VALUES (n, 9001, 9012, n::text, 'entrante', como, 'atendida', cc.ahora() - hace, cc.ahora() - hace, quien, 9041,
    9051) $$;

SELECT plan(37);

-- Who it is
SELECT results_eq($$SELECT json_object_keys(cc.ficha(9102, '{9011}', true))$$,
  $$SELECT unnest(ARRAY['id', 'erp_ref', 'version', 'nombre', 'apellidos', 'nombre_preferido', 'edad', 'nacimiento', 'menor', 'tutores',
    'n_historia', 'dni', 'email', 'idioma', 'trato', 'telefonos', 'no_llamar', 'no_llamar_motivo', 'proxima_cita', 'ultima_cita', 'avisos',
    'consentimientos', 'saldo_cent', 'moneda', 'ultimas_llamadas', 'seguimientos', 'familia', 'url_ficha', 'url_cita'])$$,
  'every member of the shape is there, even for a patient about whom little is known');
SELECT is(cc.ficha(9101, '{9011}', true)::jsonb - ARRAY['telefonos', 'familia', 'url_ficha', 'url_cita', 'tutores', 'avisos', 'consentimientos', 'ultimas_llamadas',
    'seguimientos', 'proxima_cita', 'ultima_cita'],
  '{"id": 9101, "erp_ref": "A/1 ñ", "version": 1, "nombre": "Zoe", "apellidos": "García", "nombre_preferido": "Zo", "edad": 41,
    "nacimiento": "1985-03-11", "menor": false, "n_historia": "H-1", "dni": "1Z", "email": "z@example.org", "idioma": "ca", "trato": "tu",
    "no_llamar": true, "no_llamar_motivo": "Sorda: escribir", "saldo_cent": 12550, "moneda": "EUR"}'::jsonb,
  'identity, language, form of address, do-not-call; the age is that of the clinic''s day');
SELECT is(pg_temp.de(9102, 'edad'), '17', 'the day before the birthday is not the birthday');
SELECT is(pg_temp.de(9102, 'menor'), 'true', 'a minor is one until then');
SELECT is(pg_temp.de(9102, 'tutores'), '[{"id": 9101, "nombre": "Zoe García", "telefono": "+34600000002"}]',
  'a minor''s guardians, with the number to dial');
SELECT is(pg_temp.de(9101, 'tutores'), '[]', 'an adult has none');
SELECT is(pg_temp.de(9101, 'familia'), '[{"id": 9102, "nombre": "Hugo Pérez", "relacion": "a_cargo", "edad": 17}]', 'the family says what each is to the patient');
SELECT is(pg_temp.de(9101, 'telefonos'),
  '[{"clave": "+34600000002", "mostrado": "600 000 002", "etiqueta": "móvil", "titular": true},
    {"clave": "+34911234567", "mostrado": "911 234 567", "etiqueta": "casa", "titular": false}]',
  'the numbers of now, their holder''s first');
SELECT is(pg_temp.de(9101, 'url_ficha'), '"https://erp.example/p/A%2F1%20%C3%B1?t=%2B34600000002"', 'the ERP''s address with reference and number, escaped');
SELECT is(pg_temp.de(9102, 'url_ficha'), 'null', 'no address where the patient has not what it needs');
SELECT is(pg_temp.de(9102, 'url_cita'), '"https://erp.example/c/9102"', 'an address that needs our id only');

-- Money
SELECT is(cc.ficha(9101, '{9011}', false)::jsonb -> 'saldo_cent', 'null', 'the balance is not told to who may not see it');
SELECT is(pg_temp.de(9101, 'saldo_cent'), '12550', 'and is to who may');

-- Appointments
SELECT is(pg_temp.de(9101, 'proxima_cita'), 'null', 'no appointment, no next one');
INSERT INTO cita (id, grupo_id, clinica_id, paciente_id, inicio, fin, estado, profesional, gabinete, tratamiento) OVERRIDING SYSTEM VALUE VALUES
  (9301, 9001, 9012, 9101, cc.ahora() + interval '9 days', NULL, 'confirmada', 'Dra. Ruiz', '2', 'Revisión'),
  (9302, 9001, 9012, 9101, cc.ahora() + interval '1 day', NULL, 'anulada', '', '', ''),
  (9303, 9001, 9012, 9101, cc.ahora() - interval '20 days', NULL, 'realizada', '', '', ''),
  (9304, 9001, 9012, 9101, cc.ahora() - interval '2 days', NULL, 'no_acudio', '', '', '');
SELECT is(pg_temp.de(9101, 'proxima_cita'),
  '{"id": 9301, "inicio": "2026-03-19T23:30:00+00:00", "fin": null, "profesional": "Dra. Ruiz", "gabinete": "2", "tratamiento": "Revisión",
    "estado": "confirmada", "clinica_id": 9012}', 'the next appointment, passing over the cancelled');
SELECT is(pg_temp.de(9101, 'ultima_cita') -> 'id', '9303', 'the last appointment the patient came to');
INSERT INTO cita (id, grupo_id, clinica_id, paciente_id, inicio, fin) OVERRIDING SYSTEM VALUE VALUES
  (9305, 9001, 9011, 9101, cc.ahora() - interval '20 minutes', NULL), (9306, 9001, 9011, 9101, cc.ahora() - interval '3 hours', NULL);
SELECT is(pg_temp.de(9101, 'proxima_cita') -> 'id', '9305', 'who calls because they are late still has the appointment');
SELECT is(pg_temp.de(9101, 'ultima_cita') -> 'id', '9306', 'one that is over counts as the last, until the ERP says otherwise');

-- Alerts
INSERT INTO aviso (grupo_id, paciente_id, nivel, texto, recepcion, hasta) VALUES
  (9001, 9101, 'info', 'Prefiere tardes', true, NULL), (9001, 9101, 'urgente', 'Anticoagulada', true, cc.ahora() + interval '1 day'),
  (9001, 9101, 'urgente', 'Diagnóstico', false, NULL), (9001, 9101, 'atencion', 'Caducado', true, cc.ahora() - interval '1 second');
SELECT is(pg_temp.de(9101, 'avisos'), '[{"nivel": "urgente", "texto": "Anticoagulada"}, {"nivel": "info", "texto": "Prefiere tardes"}]',
  'the alerts that reception may see and that hold, urgent first');

-- Calls
CALL pg_temp.llamada(9401, '5 days', 9101); CALL pg_temp.llamada(9402, '4 days', 9101); CALL pg_temp.llamada(9403, '3 days', 9101);
CALL pg_temp.llamada(9404, '2 days', 9102); CALL pg_temp.llamada(9405, '1 second', 9101, 'sonando');
SELECT is(jsonb_path_query_array(pg_temp.de(9101, 'ultimas_llamadas'), '$[*].id'), '[9403, 9402, 9401]', 'the last three calls, not the one that rings');
INSERT INTO llamada_paciente (llamada_id, paciente_id, papel, grupo_id, origen) VALUES (9404, 9101, 'asunto', 9001, 'elegida');
SELECT is(jsonb_path_query_array(pg_temp.de(9101, 'ultimas_llamadas'), '$[*].id'), '[9404, 9403, 9402]', 'calls about the patient are theirs too');
INSERT INTO llamada_paciente (llamada_id, paciente_id, papel, grupo_id, origen) VALUES (9403, 9101, 'asunto', 9001, 'elegida');
SELECT is(jsonb_path_query_array(pg_temp.de(9101, 'ultimas_llamadas'), '$[*].id'), '[9404, 9403, 9402]', 'who calls about themselves is listed once');
INSERT INTO nota (grupo_id, llamada_id, texto) VALUES (9001, 9404, 'Antes'), (9001, 9404, 'Cambia a junio');
SELECT is(pg_temp.de(9101, 'ultimas_llamadas') -> 0,
  '{"id": 9404, "inicio": "2026-03-08T23:30:00+00:00", "direccion": "entrante", "resultado": "atendida", "agente": "Marta",
    "tipificacion": "Cambio de cita", "nota": "Cambia a junio"}', 'each with who, what about and the last note');
UPDATE llamada SET fusionada_en = 9403 WHERE id = 9404;
SELECT is(jsonb_path_query_array(pg_temp.de(9101, 'ultimas_llamadas'), '$[*].id'), '[9403, 9402, 9401]', 'a call that became part of another is gone');

UPDATE llamada SET contestada = NULL, resultado = 'perdida_sin_respuesta' WHERE id = 9403;
SELECT is(pg_temp.de(9101, 'ultimas_llamadas') #> '{0,agente}', 'null', 'a call that nobody answered names nobody');
UPDATE llamada SET direccion = 'saliente', resultado = 'no_contesta' WHERE id = 9403;
SELECT is(pg_temp.de(9101, 'ultimas_llamadas') #> '{0,agente}', '"Marta"', 'one of ours that they did not pick up names who made it');

-- Follow-ups
INSERT INTO seguimiento (id, grupo_id, clinica_id, clase, clave, paciente_id, texto, primera, ultima, vence, cerrado) OVERRIDING SYSTEM VALUE VALUES
  (9501, 9001, 9012, 'perdida', '+34911234567', NULL, NULL, now(), now(), NULL, NULL),
  (9502, 9001, 9011, 'promesa', NULL, 9101, 'Llamarle con el presupuesto', now(), now(), '2026-03-12 10:00+00', NULL),
  (9503, 9001, 9011, 'promesa', NULL, 9101, 'Hecho', now(), now(), NULL, now()),
  (9504, 9001, 9011, 'perdida', '+34600000009', NULL, NULL, now(), now(), NULL, NULL),
  (9505, 9001, 9011, 'perdida', '+34600000002', 9102, NULL, now(), now(), NULL, NULL);
SELECT is(pg_temp.de(9101, 'seguimientos'),
  '[{"id": 9502, "clase": "promesa", "texto": "Llamarle con el presupuesto", "vence": "2026-03-12T10:00:00+00:00", "estado": "pendiente"},
    {"id": 9501, "clase": "perdida", "texto": null, "vence": null, "estado": "pendiente"}]',
  'open promises first, then calls to return to the numbers of now, unless they are somebody else''s');

-- Who sees whom
SELECT isnt(cc.ficha(9101, '{9012}', true)::text, NULL, 'a group that shares its patients shows them in all its clinics');
SELECT is(cc.ficha(9101, '{9021}', true)::text, NULL, 'and in nobody else''s');
SELECT is(cc.ficha(9101, '{}', true)::text, NULL, 'nor to who has no clinic');
SELECT is(cc.ficha(9201, '{9022}', true)::text, NULL, 'a group that does not share shows them in their own clinic only');
SELECT is(cc.ficha(9201, '{9021}', true)::jsonb -> 'familia', '[]', 'without the relatives of another clinic');
SELECT is(jsonb_array_length(cc.ficha(9201, '{9021,9022}', true)::jsonb -> 'familia'), 1, 'whom a desk of both does see');
INSERT INTO llamada (id, grupo_id, clinica_id, raiz, direccion, estado, inicio, paciente_id) OVERRIDING SYSTEM VALUE
  VALUES (9601, 9002, 9022, 'z', 'entrante', 'finalizada', now(), 9201);
SELECT is(cc.ficha(9201, '{9021}', true)::jsonb -> 'ultimas_llamadas', '[]', 'nor their calls to another clinic');
SELECT is(cc.ficha(-1, '{9011}', true)::text, NULL, 'nobody has no card');
UPDATE paciente SET borrado = now() WHERE id = 9101;
SELECT is(cc.ficha(9101, '{9011}', true)::text, NULL, 'who was deleted has none');
SELECT is(pg_temp.de(9102, 'familia'), '[]', 'and is nobody''s family');

SELECT * FROM finish();
ROLLBACK;
