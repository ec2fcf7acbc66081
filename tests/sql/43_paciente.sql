-- The patients: the card, the search, a new one without making doubles.
BEGIN;
\ir comun/escenario.sql
SELECT plan(56);

SELECT is((api.paciente_ver(pg_temp.como('ana'), '{}', 9901)).cuerpo ->> 'nombre', 'María', 'the card');
SELECT is((api.paciente_ver(pg_temp.como('ana'), '{}', 9901)).cabeceras, '{"ETag": "\"3\""}', 'with its version');
SELECT is((api.paciente_ver(pg_temp.como('ana'), '{}', 9901)).cuerpo ->> 'saldo_cent', NULL, 'an agent does not see what is owed');
SELECT is((api.paciente_ver(pg_temp.como('sara'), '{}', 9901)).cuerpo ->> 'saldo_cent', '4500', 'a supervisor does');
UPDATE grupo SET ajustes = '{"agentes_ven_saldo": true}' WHERE id = 9001;
SELECT is((api.paciente_ver(pg_temp.como('ana'), '{}', 9901)).cuerpo ->> 'saldo_cent', '4500', 'and everybody where the group says so');
SELECT is((api.paciente_ver(pg_temp.como('nora'), '{}', 9901)).estado, 200, 'the group''s clinics share its patients');
SELECT is(pg_temp.rechazo($$SELECT api.paciente_ver(pg_temp.como('ana'), '{}', 9904)$$), 'CC404 No existe ese paciente.', 'another group''s is not there');
SELECT is(pg_temp.rechazo($$SELECT api.paciente_ver(pg_temp.como('ana'), '{}', 9905)$$), 'CC404 No existe ese paciente.', 'nor is an erased one');
SELECT is(pg_temp.rechazo($$SELECT api.paciente_ver(pg_temp.como('lector'), '{}', 9901)$$), 'CC403 La clave no tiene permiso para esto.',
  'a key needs the scope');

-- The search.
CREATE FUNCTION pg_temp.busca(numero text, q text, quien text DEFAULT 'ana') RETURNS text LANGUAGE sql AS $$
  SELECT string_agg((e ->> 'nombre') || coalesce(':' || (e ->> 'motivo'), ''), ' ' ORDER BY n)
  FROM api.paciente_buscar(pg_temp.como(quien), '{}', numero, q, NULL) r,
    json_array_elements(r.cuerpo -> 'elementos') WITH ORDINALITY x (e, n) $$;
SELECT is(pg_temp.busca('0034 612-345-678', NULL), 'María:titular', 'by a number however it is written, with the reason');
SELECT is((api.paciente_buscar(pg_temp.como('ana'), '{}', '612345678', NULL, NULL)).cuerpo ->> 'numero', '+34612345678', 'and its key');
CREATE FUNCTION pg_temp.identifica(numero text, q text DEFAULT NULL, quien text DEFAULT 'ana') RETURNS jsonb LANGUAGE sql AS $$
  SELECT (api.paciente_buscar(pg_temp.como(quien), '{}', numero, q, NULL)).cuerpo::jsonb -> 'ficha' $$;
SELECT is(pg_temp.identifica('612345678', quien => 'sara'), (api.paciente_ver(pg_temp.como('sara'), '{}', 9901)).cuerpo::jsonb,
  'who is alone with a number comes with the card');
UPDATE grupo SET ajustes = '{}' WHERE id = 9001;
SELECT is(pg_temp.identifica('612345678') -> 'saldo_cent', 'null', 'as the asker may see it');
SELECT is(pg_temp.identifica('622334455'), 'null', 'of several, nobody is guessed: no card');
SELECT is(pg_temp.identifica('anonymous'), 'null', 'nor is there one of nobody');
SELECT is(pg_temp.identifica(NULL, 'garcia'), 'null', 'nor when the question is a name');
SELECT is(pg_temp.busca('anonymous', NULL), NULL, 'a hidden number is nobody''s');
SELECT is(pg_temp.busca(NULL, 'GARCIA'), 'María', 'by surname, without accent or case; the erased one is not there');
SELECT is(pg_temp.busca(NULL, 'lopez mar'), 'María', 'by fragments in any order');
SELECT is(pg_temp.busca(NULL, 'ma'), 'María', 'by two letters');
SELECT is(pg_temp.busca(NULL, 'ru'), 'Lucía Óscar', 'of any of the names');
SELECT is(pg_temp.busca(NULL, 'nez os'), 'Óscar', 'a short word begins one');
SELECT is(pg_temp.busca(NULL, 'osc'), 'Óscar', 'the first letter may have an accent');
SELECT is(pg_temp.busca(NULL, '12345678z'), 'María', 'by DNI');
SELECT is(pg_temp.busca(NULL, 'h-77'), 'María', 'by record number');
SELECT is(pg_temp.busca(NULL, '34 56 78'), 'María', 'by the end of a number');
SELECT is(pg_temp.busca(NULL, '2334'), 'Lucía Óscar', 'by its middle');
SELECT is(pg_temp.busca(NULL, 'lejano'), NULL, 'another group''s is not found');
SELECT is(pg_temp.busca(NULL, '100%'), NULL, 'a percent sign is a percent sign');
SELECT is(pg_temp.busca(NULL, 'mar_a'), NULL, 'and an underscore an underscore');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.busca(NULL, ' a ')$$), 'CC422 /q Escriba entre 2 y 100 caracteres.', 'one letter asks nothing');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.busca(NULL, NULL)$$), 'CC422 /numero Hace falta numero o q, uno de los dos.', 'nor does nothing');
UPDATE grupo SET pacientes_compartidos = false WHERE id = 9001;
SELECT is(pg_temp.busca(NULL, 'ruiz'), 'Lucía', 'where clinics do not share, each finds its own');
UPDATE grupo SET pacientes_compartidos = true WHERE id = 9001;

-- A new one.
CREATE FUNCTION pg_temp.crea(quien text, cuerpo jsonb, contexto jsonb DEFAULT '{}') RETURNS bigint LANGUAGE sql AS $$
  SELECT ((api.paciente_crear(pg_temp.como(quien), contexto, cuerpo)).cuerpo ->> 'id')::bigint $$;
CREATE FUNCTION pg_temp.no_crea(quien text, cuerpo jsonb) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.rechazo(format('SELECT pg_temp.crea(%L, %L)', quien, cuerpo)) $$;
SELECT pg_temp.llamada(9001, 9011, '+34699000111', '1 minute', 'atendida', 'en_curso'),
  pg_temp.llamada(9002, 9012, '+34699000111', '2 hours', 'perdida_sin_respuesta'),
  pg_temp.llamada(9003, 9011, '+34699000111', '20 days'), pg_temp.llamada(9004, 9021, '+34699000111', '1 hour'),
  pg_temp.llamada(9005, 9011, '+34699000111', '3 hours') \g /dev/null
UPDATE llamada SET paciente_id = 9901, identificacion = 'elegida' WHERE id = 9005;
INSERT INTO seguimiento (id, grupo_id, clinica_id, clase, clave, primera, ultima) OVERRIDING SYSTEM VALUE
VALUES (9001, 9001, 9012, 'perdida', '+34699000111', ahora(), ahora());
CREATE TEMP TABLE nuevo AS
SELECT (r).estado, (r).cabeceras, (r).cuerpo::jsonb AS cuerpo, ((r).cuerpo ->> 'id')::bigint AS id
FROM (SELECT api.paciente_crear(pg_temp.como('ana'), '{"idempotencia": {"clave": "alta", "huella": "h1"}}',
  '{"nombre": " Nuria ", "apellidos": "Nueva", "nacimiento": "1999-12-31", "llamada_id": 9001}') AS r OFFSET 0) x;
SELECT is((SELECT estado FROM nuevo), 201, 'a caller becomes a patient');
SELECT is((SELECT cabeceras ->> 'Location' FROM nuevo), '/api/contact-center/paciente/' || (SELECT id FROM nuevo), 'with an address');
SELECT is((SELECT cuerpo #>> '{telefonos,0,clave}' FROM nuevo), '+34699000111', 'and the call''s number');
SELECT is((SELECT (clinica_id, nombre, origen) FROM paciente WHERE id = (SELECT id FROM nuevo))::text, '(9011,Nuria,popup)', 'of the call''s clinic');
SELECT is((SELECT (identificacion, paciente_id = (SELECT id FROM nuevo)) FROM llamada WHERE id = 9001)::text, '(creada,t)', 'is who speaks in it');
SELECT is((SELECT string_agg(lp.llamada_id || ':' || lp.origen, ' ' ORDER BY lp.llamada_id) FROM llamada_paciente lp
  WHERE paciente_id = (SELECT id FROM nuevo)), '9001:creada 9002:numero 9003:numero',
  'the earlier unknown calls of that number join, in every clinic of the group, but not what somebody else was chosen for');
SELECT is((SELECT paciente_id FROM seguimiento WHERE id = 9001), (SELECT id FROM nuevo), 'so does the call to return');
SELECT is(pg_temp.oye(9011) || ' + ' || pg_temp.oye(9012), 'llamada:9001 + llamada:9002', 'the panels hear of today''s');
SELECT is(pg_temp.crea('ana', '{"nombre": "Nuria"}', '{"idempotencia": {"clave": "alta", "huella": "h1"}}'), (SELECT id FROM nuevo),
  'the same request again is the same answer');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.crea('ana', '{"nombre": "Otra"}', '{"idempotencia": {"clave": "alta", "huella": "h2"}}')$$),
  'CC422 Esa Idempotency-Key ya se usó con otra petición.', 'another request with its key is refused');
SELECT is((SELECT (api.llamada_editar(pg_temp.como('ana'), '{"si_coincide": "*"}', 9003, '{"interlocutor_id": null}')).cuerpo
  ->> 'interlocutor'), NULL, 'a call that joined can be taken back');

-- No doubles.
SELECT is(pg_temp.no_crea('bea', '{"nombre": "María", "apellidos": "Garcia Lopez", "telefono": "612 345 678"}'),
  'CC409 /telefono Ya existe María García López (n.º historia H-77).', 'the same number and name is somebody who is here');
SELECT is(pg_temp.no_crea('bea', '{"nombre": "Mary", "telefono": "612345678", "nacimiento": "1985-03-11"}'),
  'CC409 /telefono Ya existe María García López (n.º historia H-77).', 'so is the same number and birth date');
SELECT is(pg_temp.no_crea('bea', '{"nombre": "Otra", "dni": "12345678z"}'),
  'CC409 /dni Ya existe María García López (n.º historia H-77).', 'and the same DNI');
SELECT isnt(pg_temp.crea('bea', '{"nombre": "María", "apellidos": "García López", "telefono": "612345678", "confirmar": true}'), NULL,
  'unless a person says that it is another');
SELECT is((SELECT count(*) FILTER (WHERE titular)::int || '/' || count(*) FROM paciente_telefono WHERE grupo_id = 9001 AND clave = '+34612345678'),
  '1/2', 'who does not take the number from its holder');
SELECT isnt(pg_temp.crea('bea', '{"nombre": "Pablo", "telefono": "612345678"}'), NULL, 'another person of the same telephone is welcome');

SELECT is(pg_temp.no_crea('ana', '{"apellidos": "X", "telefono": "12", "nacimiento": "1999-02-30", "alias": 1}'),
  'CC422 /alias Campo desconocido. · /nacimiento Debe ser una fecha AAAA-MM-DD que exista. · /nombre Falta este dato.', 'what is wrong is said by pointer');
SELECT is(pg_temp.no_crea('ana', '{"nombre": "X", "telefono": "12"}'), 'CC422 /telefono No es un número de teléfono completo.', 'an extension is no telephone');
SELECT is(pg_temp.no_crea('ana', '{"nombre": "X", "clinica_id": 9012}'), 'CC404 /clinica_id No existe esa clínica.', 'another''s clinic is not there');
SELECT is(pg_temp.no_crea('sara', '{"nombre": "X"}'), 'CC422 /clinica_id Trabaja en varias clínicas: indique cuál.', 'who works in two says in which');
SELECT is(pg_temp.no_crea('ana', '{"nombre": "X", "llamada_id": 9002}'), 'CC404 No existe esa llamada.', 'another clinic''s call is not there');

-- The trigrams of a number must not be able to answer `clave = …`: the planner would take them on the path of every call.
SELECT is((SELECT string_agg(i.indexrelid::regclass::text, ' ')
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam AND m.amname = 'gin'
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) AND a.attname IN ('clave', 'numero')), NULL,
  'no exact number is looked up by its trigrams');

SELECT * FROM finish();
ROLLBACK;
