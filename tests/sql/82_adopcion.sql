-- Somebody who was made from a popup and whom the ERP sends later: asked once, merged when a person says so, never doubled.
BEGIN;
\ir comun/escenario.sql
SELECT plan(34);

CREATE FUNCTION pg_temp.pone(ref text, cuerpo jsonb) RETURNS bigint LANGUAGE sql AS $$
  SELECT (r.cuerpo ->> 'id')::bigint FROM api.paciente_erp_poner(pg_temp.como('erp'), '{}', ref, '{"clinica_id": 9011}' || cuerpo) r $$;
CREATE FUNCTION pg_temp.preguntas(quien text DEFAULT 'ana') RETURNS text LANGUAGE sql AS $$
  SELECT coalesce(string_agg((e #>> '{propio,nombre}') || '=' || (e #>> '{erp,erp_ref}'), ' ' ORDER BY (e ->> 'id')::bigint), 'none')
  FROM json_array_elements((api.adopciones_listar(pg_temp.como(quien), '{}')).cuerpo -> 'elementos') e $$;
CREATE FUNCTION pg_temp.pregunta(ref text) RETURNS bigint LANGUAGE sql AS $$
  SELECT a.id FROM cc.adopcion a JOIN cc.paciente p ON p.id = a.erp_id WHERE p.erp_ref = ref ORDER BY a.id DESC LIMIT 1 $$;
CREATE FUNCTION pg_temp.dice(pregunta bigint, accion text, quien text DEFAULT 'ana', contexto jsonb DEFAULT '{}') RETURNS text LANGUAGE sql AS $$
  SELECT r.estado || ' ' || (r.cuerpo ->> 'estado')
  FROM api.adopcion_resolver(pg_temp.como(quien), contexto, pregunta, jsonb_build_object('accion', accion)) r $$;
CREATE FUNCTION pg_temp.no_dice(pregunta bigint, accion text, quien text DEFAULT 'ana') RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.rechazo(format('SELECT pg_temp.dice(%s, %L, %L)', pregunta, accion, quien)) $$;

-- María (9901) of the scene has no reference: a receptionist made her. What is hers:
UPDATE paciente SET origen = 'popup', email = 'maria@example.org' WHERE id = 9901;
UPDATE paciente_telefono SET fuente = 'popup' WHERE paciente_id = 9901;
INSERT INTO paciente_telefono (grupo_id, paciente_id, clave, original, fuente) VALUES (9001, 9901, '+34600000001', '600000001', 'popup');
INSERT INTO vinculo VALUES (9902, 9901, 'tutor', 9001);
SELECT pg_temp.llamada(9001, 9011, '+34612345678', '3 hours', 'perdida_sin_respuesta'), pg_temp.llamada(9002, 9011, '+34622334455', '2 days'),
  pg_temp.llamada(9003, 9011, '+34612345678', '1 hour'), pg_temp.llamada(9004, 9011, '+34622334455', '1 hour') \g /dev/null
UPDATE llamada SET paciente_id = 9901, identificacion = 'elegida' WHERE id IN (9001, 9002);
UPDATE llamada SET identificacion = 'multiple_pendiente' WHERE id IN (9003, 9004);
INSERT INTO llamada_paciente VALUES (9001, 9901, 'interlocutor', 9001, 'elegida'), (9002, 9901, 'interlocutor', 9001, 'elegida'),
  (9002, 9902, 'asunto', 9001, 'elegida'), (9004, 9901, 'asunto', 9001, 'elegida');
INSERT INTO nota (grupo_id, llamada_id, texto) VALUES (9001, 9001, 'Quería cita');
INSERT INTO seguimiento (id, grupo_id, clinica_id, clase, clave, paciente_id, llamada_id, primera, ultima) OVERRIDING SYSTEM VALUE
VALUES (9001, 9001, 9011, 'perdida', '+34612345678', 9901, 9001, ahora(), ahora());

-- Who is asked about.
SELECT pg_temp.pone('A-1', '{"nombre": "Otra", "nacimiento": "1985-03-11", "telefonos": [{"numero": "699000999"}]}') \g /dev/null
SELECT is(pg_temp.preguntas(), 'none', 'another number is another person');
SELECT pg_temp.pone('A-2', '{"nombre": "Otra", "telefonos": [{"numero": "612345678"}]}') \g /dev/null
SELECT is(pg_temp.preguntas(), 'none', 'the same number alone is a family');
SELECT pg_temp.pone('M-1', '{"nombre": "MARIA", "apellidos": "Garcia Lopez", "telefonos": [{"numero": "+34 612-34-56-78"}]}') \g /dev/null
SELECT is(pg_temp.preguntas(), 'María=M-1', 'the same number and name is asked about');
SELECT pg_temp.pone('M-1', '{"nombre": "MARIA", "apellidos": "Garcia Lopez", "trato": "tu", "telefonos": [{"numero": "+34 612-34-56-78"}]}') \g /dev/null
SELECT is(pg_temp.preguntas(), 'María=M-1', 'once');
SELECT pg_temp.pone('M-2', '{"nombre": "Mary", "nacimiento": "1985-03-11", "telefonos": [{"numero": "612345678"}]}') \g /dev/null
SELECT is(pg_temp.preguntas(), 'María=M-1 María=M-2', 'so is the same number and birth date');
SELECT is(pg_temp.preguntas('nora'), 'María=M-1 María=M-2', 'in every clinic, where patients are shared');
UPDATE grupo SET pacientes_compartidos = false WHERE id = 9001;
SELECT is(pg_temp.preguntas('nora'), 'none', 'only in theirs, where they are not');
UPDATE grupo SET pacientes_compartidos = true WHERE id = 9001;
SELECT is(pg_temp.preguntas('zoe'), 'none', 'not in another group');

-- They are two.
SELECT is(pg_temp.dice(pg_temp.pregunta('M-2'), 'distintos'), '200 distintos', 'a person says that they are two');
SELECT pg_temp.pone('M-2', '{"nombre": "Mary", "apellidos": "Smith", "nacimiento": "1985-03-11", "telefonos": [{"numero": "612345678"}]}') \g /dev/null
SELECT is(pg_temp.preguntas(), 'María=M-1', 'and nobody is asked again');
SELECT is(pg_temp.no_dice(pg_temp.pregunta('M-2'), 'fusionar'), 'CC409 Otra persona ya lo ha decidido.', 'what is decided is decided');
SELECT is((SELECT count(*)::int FROM paciente WHERE id = 9901 AND borrado IS NULL), 1, 'both stay');

-- They are one.
SELECT is((api.paciente_erp_borrar(pg_temp.como('erp'), '{}', 'M-2')).estado + (api.paciente_erp_borrar(pg_temp.como('erp'), '{}', 'A-2')).estado, 408,
  '(the others of that number go)');
SELECT is(pg_temp.no_dice(pg_temp.pregunta('M-1'), 'fusionar', 'zoe'), 'CC404 No existe esa pregunta.', 'another group''s question is not there');
SELECT is(pg_temp.no_dice(pg_temp.pregunta('M-1'), 'fusionar', 'erp'), 'CC403 La clave no tiene permiso para esto.', 'a program does not decide');
SELECT is(pg_temp.no_dice(pg_temp.pregunta('M-1'), 'quizá'), 'CC422 /accion Debe ser uno de: fusionar, distintos.', 'nor is there a third way');
SELECT pg_temp.oye(9011) \g /dev/null
CREATE TEMP TABLE m AS SELECT p.id, pg_temp.pregunta('M-1') AS pregunta FROM paciente p WHERE p.erp_ref = 'M-1';
SELECT is(pg_temp.dice(pregunta, 'fusionar', 'ana', '{"idempotencia": {"clave": "f", "huella": "h"}}'), '200 fusionada', 'a person says that they are one') FROM m;
SELECT is(pg_temp.dice(pregunta, 'fusionar', 'ana', '{"idempotencia": {"clave": "f", "huella": "h"}}'), '200 fusionada', 'the same request again is the same answer') FROM m;
SELECT is(pg_temp.preguntas(), 'none', 'nothing is left to ask');
SELECT is((SELECT string_agg(l.id || ':' || l.identificacion, ' ' ORDER BY l.id) FROM llamada l, m WHERE l.paciente_id = m.id),
  '9001:elegida 9002:elegida 9003:unica', 'her calls are the ERP''s patient''s, and the one that waited because she looked like two');
SELECT is((SELECT string_agg(lp.llamada_id || ':' || lp.papel, ' ' ORDER BY lp.llamada_id) FROM llamada_paciente lp, m WHERE lp.paciente_id = m.id),
  '9001:interlocutor 9002:interlocutor 9003:interlocutor 9004:asunto', 'in every role');
SELECT is((SELECT paciente_id IS NULL FROM llamada WHERE id = 9004), true, 'a call of a number that two have still waits');
SELECT is((SELECT s.paciente_id = m.id FROM seguimiento s, m WHERE s.id = 9001), true, 'the call to return is theirs');
SELECT is((SELECT string_agg(clave || CASE WHEN titular THEN '*' ELSE '' END, ' ' ORDER BY clave) FROM paciente_telefono t, m
  WHERE t.paciente_id = m.id AND hasta IS NULL), '+34600000001 +34612345678*', 'each number once, with its holder');
SELECT is((SELECT v.relacionado_id = m.id FROM vinculo v, m WHERE v.paciente_id = 9902), true, 'her daughter is the ERP''s patient''s');
SELECT is((SELECT (nombre, email, nacimiento, trato)::text FROM paciente p, m WHERE p.id = m.id), '(MARIA,maria@example.org,1985-03-11,tu)',
  'the ERP''s identity stands; where it is silent, hers serves');
SELECT is(pg_temp.rechazo($$SELECT api.paciente_ver(pg_temp.como('ana'), '{}', 9901)$$), 'CC404 No existe ese paciente.', 'the other row is gone');
SELECT is((SELECT string_agg((i.paciente_id = m.id)::text, ' ') FROM m, identificar(9001, '+34612345678', '{9011}') i), 'true', 'the number finds one person');
SELECT is(pg_temp.oye(9011), 'llamada:9001 llamada:9003 llamada:9004 seguimiento:9001', 'the panels are told');
SELECT is((SELECT json_array_length((api.paciente_ver(pg_temp.como('ana'), '{}', m.id)).cuerpo -> 'ultimas_llamadas') FROM m), 3, 'the card shows her calls');
SELECT pg_temp.pone('M-1', '{"nombre": "María", "telefonos": []}') \g /dev/null
SELECT is((SELECT string_agg(clave, ' ') FROM paciente_telefono t, m WHERE t.paciente_id = m.id AND hasta IS NULL), '+34600000001',
  'a number that only the receptionist knew outlives the next document');

-- A question about somebody who goes goes too.
SELECT pg_temp.pone('O-1', '{"nombre": "Oscar", "nacimiento": "1980-01-01", "telefonos": [{"numero": "622334455"}]}') \g /dev/null
SELECT is(pg_temp.preguntas(), 'Óscar=O-1', 'another question');
SELECT is((api.paciente_erp_borrar(pg_temp.como('erp'), '{}', 'O-1')).estado, 204, 'about somebody who goes');
SELECT is(pg_temp.preguntas(), 'none', 'goes with them');

SELECT * FROM finish();
ROLLBACK;
