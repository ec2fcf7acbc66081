-- Recording a call that no centralita saw, and completing one that it did.
BEGIN;
\ir comun/escenario.sql
SELECT plan(33);

CREATE FUNCTION pg_temp.registra(quien text, cuerpo jsonb, contexto jsonb DEFAULT '{}') RETURNS api.respuesta LANGUAGE sql AS $$
  SELECT api.registrar(pg_temp.como(quien), contexto, cuerpo) $$;
CREATE FUNCTION pg_temp.no_registra(quien text, cuerpo jsonb) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.rechazo(format('SELECT pg_temp.registra(%L, %L)', quien, cuerpo)) $$;

-- By hand.
CREATE TEMP TABLE hecha AS
SELECT (r).estado, (r).cabeceras, (r).cuerpo::jsonb AS c, ((r).cuerpo ->> 'id')::bigint AS id
FROM (SELECT pg_temp.registra('ana', '{"direccion": "saliente", "numero": "612 345 678", "inicio": "2026-03-10T10:30:00+01:00",
  "duracion_s": 90, "nota": "Confirma", "tipificacion_id": 9502, "asuntos": [9902]}',
  '{"idempotencia": {"clave": "k1", "huella": "a"}}') AS r OFFSET 0) x;
SELECT is((SELECT estado FROM hecha), 201, 'a call by hand is created');
SELECT is((SELECT cabeceras FROM hecha), (SELECT jsonb_build_object('ETag', format('"%s"', c ->> 'version'),
  'Location', '/api/contact-center/llamadas/' || id) FROM hecha), 'with its address and version');
SELECT is((SELECT c ->> 'estado' || ' ' || (c ->> 'resultado') || ' ' || (c ->> 'conversacion_s') || ' ' || (c ->> 'fuente') FROM hecha),
  'finalizada atendida 90 manual', 'over, answered, as long as it says, by hand');
SELECT is((SELECT (c ->> 'fin')::timestamptz - (c ->> 'inicio')::timestamptz FROM hecha), '90 seconds', 'and as long from begin to end');
SELECT is((SELECT c #>> '{interlocutor,id}' || ' ' || (c ->> 'identificacion') FROM hecha), '9901 unica', 'its number says who it was');
SELECT is((SELECT c #>> '{asuntos,0,id}' FROM hecha), '9902', 'it is about whom it says');
SELECT is((SELECT c #>> '{tipificacion,id}' || ' ' || (c #>> '{atiende,nombre}') FROM hecha), '9502 Ana', 'what it was, who did it');
SELECT is((SELECT texto FROM nota WHERE llamada_id = (SELECT id FROM hecha)), 'Confirma', 'what was said');
SELECT is((SELECT clinica_id FROM llamada WHERE id = (SELECT id FROM hecha)), 9011::bigint, 'at the only clinic of who did');
SELECT is(pg_temp.oye(9011), 'llamada:' || (SELECT id FROM hecha), 'the panel hears of it once');
SELECT is((pg_temp.registra('ana', '{}', '{"idempotencia": {"clave": "k1", "huella": "a"}}')).cuerpo::jsonb, (SELECT c FROM hecha),
  'the same request again is the same answer');
SELECT is(pg_temp.oye(9011), NULL, 'and does nothing');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.registra('ana', '{}', '{"idempotencia": {"clave": "k1", "huella": "b"}}')$$),
  'CC422 Esa Idempotency-Key ya se usó con otra petición.', 'the key with another request is refused');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.registra('bea', '{}', '{"idempotencia": {"clave": "k1", "huella": "b"}}')$$) LIKE '%/direccion%', true,
  'another session''s key is another key');
SET LOCAL cc.reloj = '2026-03-11 12:00:01+01';
UPDATE sesion SET caduca = ahora() + interval '1 hour', ultimo_uso = ahora();
SELECT is(pg_temp.rechazo($$SELECT pg_temp.registra('ana', '{}', '{"idempotencia": {"clave": "k1", "huella": "b"}}')$$) LIKE '%/direccion%', true,
  'and a day later it is free');
SET LOCAL cc.reloj = '2026-03-10 12:00+01';

-- A missed one is owed, until somebody speaks.
SELECT is((pg_temp.registra('ana', '{"direccion": "entrante", "numero": "699000111", "inicio": "2026-03-10T11:00:00+01:00",
  "resultado": "perdida_sin_respuesta"}')).cuerpo ->> 'es_perdida', 'true', 'a missed call by hand');
SELECT is((SELECT (clinica_id, clave, llamadas, estado) FROM seguimiento)::text, '(9011,+34699000111,1,pendiente)', 'is to be returned');
SELECT is(pg_temp.oye(9011) LIKE 'seguimiento:% llamada:%', true, 'the panel hears both, in one event');
SELECT is((pg_temp.registra('ana', '{"direccion": "saliente", "numero": "699000111", "inicio": "2026-03-10T11:20:00+01:00"}')).estado, 201,
  'speaking with them');
SELECT is((SELECT count(*)::int FROM seguimiento WHERE cerrado IS NULL), 0, 'settles it');
SELECT is((pg_temp.registra('erp', '{"direccion": "entrante", "inicio": "2026-03-10T11:00:00+01:00", "clinica_id": 9012}')).cuerpo ->> 'identificacion',
  'anonima', 'a call without number is anonymous');
SELECT is((SELECT fuente FROM llamada ORDER BY id DESC LIMIT 1), 'erp', 'what the ERP records says so');

-- One that exists.
SELECT pg_temp.llamada(9001, 9011, '+34622334455'), pg_temp.llamada(9002, 9012, '+34622334455') \g /dev/null
SELECT is((pg_temp.registra('ana', '{"llamada_id": 9001, "interlocutor_id": 9902, "nota": "Vuelve"}')).estado, 200, 'is completed');
SELECT is((SELECT paciente_id FROM llamada WHERE id = 9001), 9902::bigint, 'without If-Match');
SELECT is(pg_temp.no_registra('bea', '{"llamada_id": 9001, "interlocutor_id": 9903}'),
  'CC409 /interlocutor_id Ana ya ha indicado que habla Lucía Ruiz Núñez.', 'but not over another''s choice');
SELECT is(pg_temp.no_registra('bea', '{"llamada_id": 9001, "interlocutor_id": 9902, "nota": "x"}'), 'bien', 'the same choice is no conflict');
SELECT is(pg_temp.no_registra('ana', '{"llamada_id": 9002, "nota": "x"}'), 'CC404 No existe esa llamada.', 'another clinic''s is not there');
SELECT is(pg_temp.no_registra('ana', '{"llamada_id": 9001, "resultado": "atendida"}'), 'CC409 /resultado Cómo fue esa llamada lo dice la centralita.',
  'what the centralita says is not written over');

SELECT is(pg_temp.no_registra('ana', '{"direccion": "lateral", "numero": 7}'),
  'CC422 /direccion Debe ser uno de: entrante, saliente. · /inicio Falta este dato. · /numero Debe ser un texto de entre 0 y 64 caracteres.',
  'what is wrong is said by pointer');
SELECT is(pg_temp.no_registra('ana', '{"direccion": "saliente", "inicio": "2026-03-10T13:00:00+01:00"}'), 'CC422 /inicio Todavía no ha pasado.',
  'a call is not recorded before it happens');
SELECT is(pg_temp.no_registra('ana', '{"direccion": "entrante", "inicio": "2026-03-10T11:00:00Z", "resultado": "ocupado"}'),
  'CC422 /resultado No es un resultado de una llamada entrante.', 'an incoming call is not engaged');
SELECT is(pg_temp.no_registra('sara', '{"direccion": "saliente", "inicio": "2026-03-10T10:00:00+01:00"}'),
  'CC422 /clinica_id Trabaja en varias clínicas: indique cuál.', 'who works in two clinics says in which');
SELECT is(pg_temp.no_registra('ana', '{"direccion": "saliente", "inicio": "2026-03-10T10:00:00+01:00", "clinica_id": 9012}'),
  'CC404 /clinica_id No existe esa clínica.', 'another''s clinic is not there');

SELECT * FROM finish();
ROLLBACK;
