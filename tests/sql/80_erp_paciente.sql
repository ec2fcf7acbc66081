-- The ERP's feed: one patient document makes the patient, replaces what is known, and takes them away.
BEGIN;
\ir comun/escenario.sql
SELECT plan(48);

CREATE FUNCTION pg_temp.pone(ref text, cuerpo jsonb, contexto jsonb DEFAULT '{}', quien text DEFAULT 'erp') RETURNS text LANGUAGE sql AS $$
  SELECT r.estado || ' ' || (r.cuerpo ->> 'erp_ref') || ' v' || (r.cuerpo ->> 'version')
  FROM api.paciente_erp_poner(pg_temp.como(quien), contexto, ref, cuerpo) r $$;
CREATE FUNCTION pg_temp.no_pone(ref text, cuerpo jsonb, contexto jsonb DEFAULT '{}', quien text DEFAULT 'erp') RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.rechazo(format('SELECT pg_temp.pone(%L, %L, %L, %L)', ref, cuerpo, contexto, quien)) $$;
CREATE FUNCTION pg_temp.ficha(ref text) RETURNS json LANGUAGE sql AS $$
  SELECT (api.paciente_erp_ver(pg_temp.como('erp'), '{}', ref)).cuerpo $$;
CREATE FUNCTION pg_temp.id(ref text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM cc.paciente WHERE grupo_id = 9001 AND erp_ref = ref $$;
CREATE FUNCTION pg_temp.numeros(ref text) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(clave || CASE WHEN titular THEN '*' ELSE '' END || CASE WHEN hasta IS NULL THEN '' ELSE ' ended' END, ', ' ORDER BY id)
  FROM cc.paciente_telefono WHERE paciente_id = pg_temp.id(ref) $$;

CREATE TEMP TABLE documento AS SELECT '{"nombre": " Elena ", "apellidos": "Vidal Mora", "nombre_preferido": "Lena", "nacimiento": "1990-04-02",
  "dni": "11111111h", "n_historia": "H-9", "email": "elena@example.org", "idioma": "ca", "trato": "tu", "saldo_cent": -150, "moneda": "EUR",
  "no_llamar": true, "no_llamar_motivo": "lo pidió", "clinica_id": 9011,
  "telefonos": [{"numero": "699 88 77 66", "etiqueta": "móvil"}, {"numero": "0034 911 22 33 00"}, {"numero": "+34699887766"}],
  "vinculos": [{"erp_ref": "P-8", "clase": "hijo"}],
  "citas": [{"erp_ref": "C-1", "inicio": "2026-03-12T10:00:00+01:00", "tratamiento": "Revisión"},
            {"erp_ref": "C-0", "inicio": "2026-02-01T10:00:00+01:00", "estado": "realizada", "clinica_id": 9012}],
  "avisos": [{"nivel": "urgente", "texto": "Látex"}, {"texto": "Interno", "recepcion": false}]}'::jsonb AS d;

-- Earlier calls of a number that nobody had.
SELECT pg_temp.llamada(9001, 9011, '+34699887766', '2 hours', 'perdida_sin_respuesta') \g /dev/null
INSERT INTO seguimiento (id, grupo_id, clinica_id, clase, clave, llamada_id, primera, ultima) OVERRIDING SYSTEM VALUE
VALUES (9001, 9001, 9011, 'perdida', '+34699887766', 9001, ahora() - interval '2 hours', ahora() - interval '2 hours');

SELECT is(pg_temp.pone('P-7', d), '201 P-7 v1', 'a document makes the patient') FROM documento;
SELECT is((SELECT (nombre, apellidos, nombre_preferido, nacimiento, dni, n_historia, email, idioma, trato, saldo_cent, no_llamar, no_llamar_motivo,
    clinica_id, origen)::text FROM paciente WHERE id = pg_temp.id('P-7')),
  '(Elena,"Vidal Mora",Lena,1990-04-02,11111111H,H-9,elena@example.org,ca,tu,-150,t,"lo pidió",9011,erp)', 'with all that it says');
SELECT is((pg_temp.ficha('P-7') ->> 'id')::bigint, pg_temp.id('P-7'), 'the answer carries both ids');
SELECT is(pg_temp.numeros('P-7'), '+34699887766*, +34911223300*', 'a number that is written twice is one; nobody else holds them');
SELECT is(pg_temp.ficha('P-7') #>> '{proxima_cita,tratamiento}', 'Revisión', 'the appointment to come');
SELECT is(pg_temp.ficha('P-7') #>> '{ultima_cita,clinica_id}', '9012', 'the last one, of another clinic');
SELECT is(pg_temp.ficha('P-7') ->> 'avisos', '[{"nivel":"urgente","texto":"Látex"}]', 'alerts, but for those that reception may not see');
SELECT is((SELECT paciente_id FROM llamada WHERE id = 9001), pg_temp.id('P-7'), 'the earlier unknown call of that number is theirs');
SELECT is((SELECT estado || ' ' || motivo FROM seguimiento WHERE id = 9001), 'resuelta_auto cita', 'and their appointment answers it');
SELECT matches(pg_temp.oye(9011), 'seguimiento:9001', 'which the panel is told');
SELECT is((SELECT accion FROM auditoria WHERE objeto = 'paciente' AND objeto_id = pg_temp.id('P-7')), 'paciente.erp', 'it leaves a trace');

-- Again.
SELECT is(pg_temp.pone('P-7', d), '200 P-7 v1', 'the same again changes nothing') FROM documento;
SELECT is((SELECT count(*)::int FROM auditoria WHERE objeto = 'paciente' AND objeto_id = pg_temp.id('P-7')), 1, 'and leaves no trace');
SELECT is(pg_temp.oye(9011), NULL, 'nor does anybody hear of it');
SELECT is(pg_temp.pone('P-7', d - '{telefonos,vinculos,citas,avisos}'::text[]), '200 P-7 v1', 'a list that is left out stays') FROM documento;
SELECT is(pg_temp.pone('P-7', d || '{"telefonos": [{"numero": "911223300"}]}'), '200 P-7 v2', 'a number that is gone is a change') FROM documento;
SELECT is(pg_temp.numeros('P-7'), '+34699887766* ended, +34911223300*', 'it has ended, and keeps its past');
SELECT is((SELECT paciente_id FROM llamada WHERE id = 9001), pg_temp.id('P-7'), 'so do its calls');
SELECT is(pg_temp.pone('P-7', d || '{"citas": [{"erp_ref": "C-2", "inicio": "2026-03-20T10:00:00+01:00"}], "avisos": []}'), '200 P-7 v3', 'other appointments')
FROM documento;
SELECT is((SELECT string_agg(erp_ref, ' ' ORDER BY erp_ref) FROM cita WHERE paciente_id = pg_temp.id('P-7')), 'C-0 C-2',
  'one to come that is gone is gone, the past stays');
SELECT is(pg_temp.ficha('P-7') ->> 'avisos', '[]', 'an empty list empties');
SELECT is(pg_temp.numeros('P-7'), '+34699887766* ended, +34911223300*, +34699887766*', 'a number may come back');
SELECT is(pg_temp.pone('P-7', '{"nombre": "Elena"}'), '200 P-7 v4', 'identity is replaced whole');
SELECT is((SELECT (apellidos, nacimiento, dni, saldo_cent, no_llamar, idioma, clinica_id)::text FROM paciente WHERE id = pg_temp.id('P-7')),
  '("",,,,f,es,9011)', 'what is left out is empty, but for the clinic');
INSERT INTO paciente_telefono (grupo_id, paciente_id, clave, original, fuente) VALUES (9001, pg_temp.id('P-7'), '+34600111222', '600111222', 'popup');
SELECT is(pg_temp.pone('P-7', '{"nombre": "Elena", "telefonos": []}'), '200 P-7 v5', 'no numbers');
SELECT matches(pg_temp.numeros('P-7'), '\+34699887766\* ended, \+34600111222$', 'what was written down here and never was the ERP''s stays');

-- Links to somebody who comes later.
SELECT is((SELECT string_agg(erp_ref, ' ') FROM vinculo_pendiente WHERE paciente_id = pg_temp.id('P-7')), 'P-8', 'a link waits for who is not here yet');
SELECT is(pg_temp.pone('P-8', '{"nombre": "Leo", "clinica_id": 9011}'), '201 P-8 v1', 'who then comes');
SELECT is(pg_temp.ficha('P-7') #>> '{familia,0,relacion}', 'hijo', 'and is family');
SELECT is((SELECT count(*)::int FROM vinculo_pendiente), 0, 'nothing waits any more');
SELECT is(pg_temp.pone('P-7', '{"nombre": "Elena", "vinculos": []}'), '200 P-7 v6', 'a link that is gone');
SELECT is(pg_temp.ficha('P-7') ->> 'familia', '[]', 'is gone');

-- What cannot be.
SELECT is(pg_temp.no_pone('P-9', '{"clinica_id": 9011, "alias": 1, "telefonos": [{"numero": "699887766", "x": 1}, 7], "citas": [{"erp_ref": "C-9", "inicio": "ayer"}]}'),
  'CC422 /alias Campo desconocido. · /citas/0/inicio Debe ser una fecha y hora RFC 3339 con desfase, como 2026-03-01T10:30:00+01:00. · /nombre Falta este dato. · /telefonos/0/x Campo desconocido. · /telefonos/1 Debe ser un objeto.',
  'all that is wrong is said at once, also inside lists');
SELECT is(pg_temp.no_pone('P-9', '{"nombre": "X", "clinica_id": 9011, "telefonos": [{"numero": "911223300"}, {"numero": "12"}]}'),
  'CC422 /telefonos/1/numero No es un número de teléfono completo.', 'an extension is no telephone');
SELECT is(pg_temp.no_pone('P-9', '{"nombre": "X", "clinica_id": 9011, "citas": [{"erp_ref": "C-9", "inicio": "2026-03-20T10:00:00Z", "fin": "2026-03-20T09:00:00Z"}]}'),
  'CC422 /citas/0/fin Termina antes de empezar.', 'nor can time run backwards');
SELECT is(pg_temp.no_pone('P-9', '{"nombre": "X", "clinica_id": 9021}'), 'CC404 /clinica_id No existe esa clínica.', 'another group''s clinic is not there');
SELECT is(pg_temp.no_pone('P-9', '{"nombre": "X"}'), 'CC422 /clinica_id Trabaja en varias clínicas: indique cuál.', 'a key of several clinics says in which');
SELECT is(pg_temp.no_pone('P-7', '{"nombre": "X"}', '{"si_coincide": "5"}'), 'CC412 Alguien lo ha cambiado mientras tanto. Vuelva a cargarlo.', 'If-Match counts where it came');
SELECT is(pg_temp.no_pone('P-7', '{"nombre": "X"}', '{}', 'lector'), 'CC403 La clave no tiene permiso para esto.', 'a key needs the scope');
SELECT is(pg_temp.no_pone('P-7', '{"nombre": "X"}', '{}', 'ana'), 'CC403 Su usuario no tiene permiso para esto.', 'a receptionist does not feed patients');

UPDATE grupo SET pacientes_compartidos = false WHERE id = 9001;
INSERT INTO clave_api (grupo_id, nombre, token_hash, ambitos, clinicas) VALUES (9001, 'norte', sha256('norte'), '{pacientes:escribir}', '{9012}');
CREATE FUNCTION pg_temp.norte() RETURNS bytea LANGUAGE sql AS $$ SELECT '\x02'::bytea || sha256('norte') $$;
SELECT is(pg_temp.rechazo($$SELECT api.paciente_erp_poner(pg_temp.norte(), '{}', 'P-7', '{"nombre": "X"}')$$), 'CC404 No existe ese paciente.',
  'where clinics do not share, another''s patient is not there');
SELECT is(pg_temp.rechazo($$SELECT api.paciente_erp_poner(pg_temp.norte(), '{}', 'N-1', '{"nombre": "X", "citas": [{"erp_ref": "C-2", "inicio": "2026-03-20T10:00:00Z"}]}')$$),
  'CC404 /citas/0/erp_ref No existe esa cita.', 'nor is their appointment');
UPDATE grupo SET pacientes_compartidos = true WHERE id = 9001;

-- Gone.
INSERT INTO seguimiento (id, grupo_id, clinica_id, clase, paciente_id, texto, primera, ultima) OVERRIDING SYSTEM VALUE
VALUES (9002, 9001, 9011, 'promesa', pg_temp.id('P-7'), 'Llamar a Elena', ahora(), ahora());
CREATE TEMP TABLE era AS SELECT pg_temp.id('P-7') AS id;
SELECT pg_temp.oye(9011) \g /dev/null
SELECT is((api.paciente_erp_borrar(pg_temp.como('erp'), '{}', 'P-7')).estado, 204, 'the person goes');
SELECT is((SELECT (nombre, apellidos, erp_ref, borrado IS NOT NULL)::text FROM paciente WHERE id = (SELECT id FROM era)), '("Paciente borrado","",,t)', 'namelessly');
SELECT is((SELECT resultado FROM llamada WHERE paciente_id = (SELECT id FROM era)), 'perdida_sin_respuesta', 'their calls keep their facts');
SELECT is(pg_temp.oye(9011), 'llamada:9001 seguimiento:9002', 'the panels are told, of the dropped promise too');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.ficha('P-7')$$) || ' ' || pg_temp.rechazo($$SELECT api.paciente_erp_borrar(pg_temp.como('erp'), '{}', 'P-7')$$),
  'CC404 No existe ese paciente. CC404 No existe ese paciente.', 'the reference names nobody');
SELECT is(pg_temp.pone('P-7', '{"nombre": "Otra", "clinica_id": 9011}'), '201 P-7 v1', 'and may name somebody new');

SELECT * FROM finish();
ROLLBACK;
