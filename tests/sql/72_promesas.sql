-- Promises, and missed calls that an appointment answers.
BEGIN;
\ir comun/escenario.sql
SELECT plan(35);

CREATE FUNCTION pg_temp.promete(quien text, cuerpo jsonb) RETURNS api.respuesta LANGUAGE sql AS $$
  SELECT api.seguimiento_crear(pg_temp.como(quien), '{}', cuerpo || jsonb_build_object('texto', coalesce(cuerpo ->> 'texto', 'Llamarle'),
    'vence', coalesce(cuerpo ->> 'vence', '2026-03-12T10:00:00+01:00'))) $$;
CREATE FUNCTION pg_temp.no_promete(quien text, cuerpo jsonb) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.rechazo(format('SELECT pg_temp.promete(%L, %L)', quien, cuerpo)) $$;
UPDATE sesion SET caduca = 'infinity', inactividad = '30 days';

-- Making one.
SELECT pg_temp.oye(9011) \g /dev/null
CREATE TEMP TABLE hecha AS
  SELECT r.* FROM pg_temp.promete('ana', '{"paciente_id": 9901, "texto": "  Llamarle con el presupuesto "}') r;
SELECT is(estado, 201, 'a promise is made') FROM hecha;
SELECT is(concat_ws(' ', cuerpo ->> 'clase', cuerpo ->> 'texto', cuerpo #>> '{paciente,nombre}', cuerpo ->> 'estado', cuerpo ->> 'llamadas'),
  'promesa Llamarle con el presupuesto María García López pendiente 0', 'to a patient') FROM hecha;
SELECT is(cabeceras ->> 'Location', '/api/contact-center/seguimientos/' || (cuerpo ->> 'id'), 'and has an address') FROM hecha;
SELECT is(pg_temp.oye(9011), 'seguimiento:' || (cuerpo ->> 'id'), 'which the panel is told') FROM hecha;
SELECT is((SELECT json_agg(s ->> 'texto')::text FROM json_array_elements(ficha(9901, '{9011}', false) -> 'seguimientos') s), '["Llamarle con el presupuesto"]',
  'it shows on the patient''s card');
SELECT pg_temp.llamada(9051, 9011, '+34699000111') \g /dev/null
SELECT is((pg_temp.promete('ana', '{"llamada_id": 9051}')).cuerpo ->> 'numero', '+34699000111', 'made in a call, it is to whoever called');
UPDATE llamada SET paciente_id = 9901, numero = '+34612345678' WHERE id = 9051;
SELECT is((pg_temp.promete('ana', '{"llamada_id": 9051}')).cuerpo #>> '{paciente,id}', '9901', 'the patient, when they are known');
SELECT is((pg_temp.promete('ana', '{"numero": "699 000 333"}')).cuerpo ->> 'numero', '+34699000333', 'or to a number');
SELECT is(pg_temp.no_promete('ana', '{}'), 'CC422 /paciente_id Indique a quién se lo promete: un paciente o un número.', 'but to somebody');
SELECT is(pg_temp.no_promete('ana', '{"paciente_id": 9901, "vence": "2026-03-10T09:00:00+01:00"}'), 'CC422 /vence Indique un momento que esté por venir.', 'for a moment to come');
SELECT is(pg_temp.no_promete('ana', '{"numero": "123"}'), 'CC422 /numero No es un número de teléfono completo.', 'to a whole number');
SELECT is(pg_temp.no_promete('ana', '{"paciente_id": 9904}'), 'CC404 /paciente_id No existe ese paciente.', 'to nobody of another group');
SELECT is(pg_temp.no_promete('ana', '{"paciente_id": 9901, "clinica_id": 9012}'), 'CC404 /clinica_id No existe esa clínica.', 'in no other clinic');
SELECT is(pg_temp.no_promete('lector', '{"numero": "699000333"}'), 'CC403 La clave no tiene permiso para esto.', 'and not by a key that only reads');

-- The next call from a number that several people have: the promise to one of them is on the card before anybody chooses.
SELECT pg_temp.promete('sara', '{"paciente_id": 9902, "clinica_id": 9011, "texto": "Cambiar la cita de Lucía"}') \g /dev/null
SELECT pg_temp.llamada(9052, 9011, '+34622334455', '0', 'x', 'sonando'), pg_temp.llamada(9053, 9011, '+34699000333', '0', 'x', 'sonando') \g /dev/null
SELECT is(tarjeta_json(9052, false) #>> '{seguimientos,0,texto}', 'Cambiar la cita de Lucía', 'the card of a shared number has it');
SELECT is(tarjeta_json(9052, false) #>> '{seguimientos,0,paciente_id}', '9902', 'with whose it is');
SELECT is(json_array_length(tarjeta_json(9053, false) -> 'seguimientos'), 1, 'that of an unknown number its own');

-- When it is due.
SELECT is((SELECT count(*)::int FROM trabajo t WHERE t.clase = 'promesa_vence' AND t.vence = '2026-03-12 10:00+01'), 5, 'a job waits for each');
SET LOCAL cc.reloj = '2026-03-12 10:00+01';
SELECT pg_temp.oye(9011) \g /dev/null
SELECT trabajo_promesa((cuerpo ->> 'id')::bigint) FROM hecha \g /dev/null
SELECT is(pg_temp.oye(9011), 'seguimiento:' || (cuerpo ->> 'id'), 'and then the panel is told') FROM hecha;
SELECT is((SELECT e ->> 'id' FROM json_array_elements((api.seguimientos_listar(pg_temp.como('ana'), '{}', NULL, NULL)).cuerpo -> 'elementos') WITH ORDINALITY x (e, n)
  WHERE n = 1), (SELECT min((s.id)::text) FROM seguimiento s WHERE s.clase = 'promesa'), 'it stands first');
SELECT is((api.seguimiento_editar(pg_temp.como('ana'), pg_temp.si(2), (cuerpo ->> 'id')::bigint, '{"accion": "aplazar", "vence": "2026-03-13T09:00:00+01:00"}')).estado, 200, 'put off')
FROM hecha;
SELECT is((SELECT t.vence FROM trabajo t WHERE t.clase = 'promesa_vence' AND t.clave = cuerpo ->> 'id'), '2026-03-13 09:00+01', 'the job goes with it') FROM hecha;
SELECT pg_temp.oye(9011) \g /dev/null
SELECT trabajo_promesa((cuerpo ->> 'id')::bigint) FROM hecha \g /dev/null
SELECT is(pg_temp.oye(9011), NULL, 'before, nobody is told') FROM hecha;

-- An appointment answers a missed call.
SET LOCAL cc.reloj = '2026-03-14 12:00+01';
UPDATE seguimiento SET cerrado = ahora();
CREATE FUNCTION pg_temp.pierde(id bigint, clinica bigint, numero text) RETURNS void LANGUAGE sql AS $$
  SELECT pg_temp.llamada(id, clinica, numero, '1 hour', 'perdida_sin_respuesta');
  SELECT cc.seguimiento_ajustar((SELECT c.grupo_id FROM cc.clinica c WHERE c.id = clinica), numero); $$;
CREATE FUNCTION pg_temp.abiertos() RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(s.clinica_id || ' ' || right(s.clave, 4), ', ' ORDER BY s.clinica_id, right(s.clave, 4)) FROM cc.seguimiento s WHERE s.clase = 'perdida' AND s.cerrado IS NULL $$;
SELECT pg_temp.pierde(9061, 9011, '+34612345678'), pg_temp.pierde(9062, 9011, '+34622334455'), pg_temp.pierde(9063, 9021, '+34612345678') \g /dev/null
SELECT is(pg_temp.abiertos(), '9011 4455, 9011 5678, 9021 5678', 'three numbers called in vain');
INSERT INTO cita (grupo_id, clinica_id, paciente_id, inicio, creada) VALUES (9001, 9011, 9901, '2026-03-20 10:00+01', ahora() - interval '2 hours');
SELECT is(cardinality(seguimiento_por_cita(9901)), 0, 'an appointment from before answers nothing');
INSERT INTO cita (grupo_id, clinica_id, paciente_id, inicio, creada, estado) VALUES (9001, 9011, 9901, '2026-03-20 10:00+01', ahora(), 'anulada');
SELECT is(cardinality(seguimiento_por_cita(9901)), 0, 'nor one that was taken back');
INSERT INTO cita (grupo_id, clinica_id, paciente_id, inicio, creada) VALUES (9001, 9011, 9901, '2026-03-21 10:00+01', ahora());
SELECT pg_temp.oye(9011) \g /dev/null
SELECT flujo_emitir(seguimiento_por_cita(9901)) \g /dev/null
SELECT is(pg_temp.abiertos(), '9011 4455, 9021 5678', 'one made afterwards does, in this group');
SELECT matches(pg_temp.oye(9011), '^llamada:9061 seguimiento:\d+$', 'the panel is told of both');
SELECT is((SELECT (s.estado, s.motivo, l.seguimiento)::text FROM llamada l JOIN seguimiento s ON s.llamada_id = l.id WHERE l.id = 9061), '(resuelta_auto,cita,resuelta_auto)', 'by itself');
SELECT is(cardinality(seguimiento_ajustar(9001, '+34612345678')), 0, 'the next reckoning does not open it again');
SET LOCAL cc.reloj = '2026-03-14 13:00+01';
SELECT pg_temp.llamada(9064, 9011, '+34612345678', '0', 'perdida_sin_respuesta'), seguimiento_ajustar(9001, '+34612345678') \g /dev/null
SELECT is((SELECT s.llamadas FROM seguimiento s WHERE s.clave = '+34612345678' AND s.cerrado IS NULL AND s.clinica_id = 9011), 1, 'another call in vain begins another');

-- The job finds the others; a child without a number answers for the number of the family.
INSERT INTO paciente (id, grupo_id, clinica_id, nombre) OVERRIDING SYSTEM VALUE VALUES (9906, 9001, 9011, 'Hija');
INSERT INTO vinculo (grupo_id, paciente_id, relacionado_id, clase) VALUES (9001, 9906, 9903, 'padre');
INSERT INTO cita (grupo_id, clinica_id, paciente_id, inicio, creada) VALUES (9001, 9011, 9906, '2026-03-21 10:00+01', ahora());
INSERT INTO trabajo (clase, estado, vence) VALUES ('seguimiento_citas', 'tomado', ahora());
SELECT is(api.trabajo_ejecutar((SELECT t.id FROM trabajo t WHERE t.clase = 'seguimiento_citas')), 'hecho', 'the job runs');
SELECT is(pg_temp.abiertos(), '9011 5678, 9021 5678', 'and closes what an appointment of the family answers');
SELECT is((SELECT count(*)::int FROM trabajo t WHERE t.clase = 'seguimiento_citas' AND t.estado = 'pendiente'), 1, 'it comes back by itself');

-- Where patients are not shared, another clinic's entry stays.
UPDATE grupo SET pacientes_compartidos = false WHERE id = 9001;
SELECT pg_temp.pierde(9065, 9012, '+34612345678') \g /dev/null
INSERT INTO cita (grupo_id, clinica_id, paciente_id, inicio, creada) VALUES (9001, 9011, 9901, '2026-03-22 10:00+01', ahora());
SELECT seguimiento_por_cita(9901) \g /dev/null
SELECT is(pg_temp.abiertos(), '9012 5678, 9021 5678', 'each clinic for itself where patients are not shared');

SELECT * FROM finish();
ROLLBACK;
