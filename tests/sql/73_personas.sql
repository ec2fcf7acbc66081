-- The people of a call: numbers that are saved, taken away, saved by mistake, moved; contacts that are no patients; who is
-- still to be identified.
BEGIN;
\ir comun/escenario.sql
SELECT plan(45);

CREATE FUNCTION pg_temp.pone(quien text, paciente bigint, numero text, mas jsonb DEFAULT '{}') RETURNS api.respuesta LANGUAGE sql AS $$
  SELECT api.telefono_poner(pg_temp.como(quien), '{}', paciente, mas || jsonb_build_object('numero', numero)) $$;
CREATE FUNCTION pg_temp.de(llamada bigint) RETURNS text LANGUAGE sql AS $$
  SELECT concat_ws(' ', l.paciente_id, l.identificacion, lp.origen) FROM cc.llamada l LEFT JOIN cc.llamada_paciente lp ON lp.llamada_id = l.id
  WHERE l.id = de.llamada $$;
CREATE FUNCTION pg_temp.por_identificar() RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(e ->> 'id', ' ' ORDER BY n)
  FROM json_array_elements((api.llamadas_listar(pg_temp.como('ana'), '{}', NULL, 'por_identificar')).cuerpo -> 'elementos') WITH ORDINALITY x (e, n) $$;

SELECT pg_temp.llamada(9051, 9011, '+34699000111', '20 days'), pg_temp.llamada(9052, 9011, '+34699000111', '1 hour', 'perdida_sin_respuesta'),
  pg_temp.llamada(9053, 9011, '+34622334455', '2 hours'), pg_temp.llamada(9054, 9011, NULL, '1 hour'), pg_temp.llamada(9055, 9011, '+34699000999', '40 days') \g /dev/null
UPDATE llamada SET identificacion = CASE id WHEN 9053 THEN 'multiple_pendiente' WHEN 9054 THEN 'anonima' ELSE 'desconocida' END WHERE id BETWEEN 9051 AND 9055;
SELECT seguimiento_ajustar(9001, '+34699000111') \g /dev/null

-- Who is still to be identified.
SELECT is(pg_temp.por_identificar(), '9052 9053 9051', 'unknown ones and undecided ones of a month, newest first');

-- A number that is saved.
SELECT pg_temp.oye(9011) \g /dev/null
SELECT is((pg_temp.pone('ana', 9901, '699 000 111', '{"etiqueta": "Trabajo"}')).estado, 201, 'a number is saved');
SELECT is(pg_temp.oye(9011), 'llamada:9052', 'the panel is told of today''s call');
SELECT is(pg_temp.de(9051) || ', ' || pg_temp.de(9052), '9901 unica numero, 9901 unica numero', 'the earlier unknown calls join');
SELECT is((SELECT paciente_id FROM seguimiento WHERE clave = '+34699000111'), 9901::bigint, 'the call to return too');
SELECT is((SELECT string_agg(t ->> 'clave' || ' ' || (t ->> 'etiqueta') || ' ' || (t ->> 'titular'), ', ') FROM json_array_elements(ficha(9901, '{9011}', false) -> 'telefonos') t),
  '+34612345678  true, +34699000111 Trabajo true', 'it is on the card, and theirs');
SELECT is(pg_temp.por_identificar(), '9053', 'and off the list');
SELECT is((SELECT version FROM paciente WHERE id = 9901), 4, 'the patient has another version');
SELECT is((pg_temp.pone('ana', 9901, '+34699000111', '{"etiqueta": "Casa"}')).estado, 201, 'saved again');
SELECT is((SELECT string_agg(etiqueta, ' ') FROM paciente_telefono WHERE paciente_id = 9901 AND clave = '+34699000111'), 'Casa', 'it only says something else');

-- A mistake.
SELECT is((api.telefono_deshacer(pg_temp.como('ana'), '{}', 9901, '+34699000111')).estado, 200, 'it was a mistake');
SELECT is(pg_temp.de(9051) || ', ' || pg_temp.de(9052), 'desconocida, desconocida', 'the calls are nobody''s again');
SELECT is((SELECT paciente_id FROM seguimiento WHERE clave = '+34699000111'), NULL, 'nor is what is owed');
SELECT is(json_array_length(ficha(9901, '{9011}', false) -> 'telefonos'), 1, 'the number is gone');
SELECT is(pg_temp.oye(9011), 'llamada:9052', 'and the panel is told');
SELECT is((SELECT string_agg(accion, ' ' ORDER BY id) FROM auditoria WHERE objeto = 'paciente' AND objeto_id = 9901),
  'paciente.telefono paciente.telefono paciente.telefono_deshacer', 'each act is in the audit');
SELECT is(pg_temp.rechazo($$SELECT api.telefono_deshacer(pg_temp.como('ana'), '{}', 9901, '+34600000000')$$), 'CC404 Ese paciente no tuvo nunca ese número.', 'never theirs');

-- What a person chose is not undone.
SELECT pg_temp.pone('ana', 9901, '699000111') \g /dev/null
SELECT api.llamada_editar(pg_temp.como('ana'), '{"si_coincide": "*"}', 9052, '{"interlocutor_id": 9901}') \g /dev/null
SELECT api.telefono_deshacer(pg_temp.como('ana'), '{}', 9901, '+34699000111') \g /dev/null
SELECT is(pg_temp.de(9051) || ', ' || pg_temp.de(9052), 'desconocida, 9901 elegida elegida', 'what a person chose stays');

-- A number that moves to somebody else leaves the past where it was.
SELECT pg_temp.pone('ana', 9901, '699000111') \g /dev/null
SELECT is(pg_temp.de(9051), '9901 unica numero', 'a number is María''s');
SELECT is((api.telefono_quitar(pg_temp.como('ana'), '{}', 9901, '+34699000111')).estado, 200, 'until it is not');
SELECT pg_temp.pone('ana', 9902, '699000111') \g /dev/null
SELECT is(pg_temp.de(9051), '9901 unica numero', 'now it is Lucía''s, and the past stays María''s');
SELECT is((SELECT string_agg(paciente_id::text, ' ') FROM identificar(9001, '+34699000111', '{9011}')), '9902', 'whoever calls from it now is Lucía');
SELECT is((SELECT string_agg(x.id::text, ' ') FROM (SELECT (l ->> 'id')::bigint AS id FROM json_array_elements(ficha(9902, '{9011}', false) -> 'ultimas_llamadas') l) x), NULL,
  'María''s calls are not on Lucía''s card');
SELECT is(pg_temp.rechazo($$SELECT api.telefono_quitar(pg_temp.como('ana'), '{}', 9901, '+34699000111')$$), 'CC404 Ese paciente no tiene ese número.', 'it ends once');

-- One holder, and who may.
SELECT pg_temp.pone('ana', 9901, '699000111', '{"titular": true}') \g /dev/null
SELECT is((SELECT string_agg(paciente_id || ' ' || titular, ', ' ORDER BY paciente_id) FROM paciente_telefono WHERE clave = '+34699000111' AND hasta IS NULL),
  '9901 true, 9902 false', 'of those who share a number one is the holder');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.pone('ana', 9901, '12')$$), 'CC422 /numero No es un número de teléfono completo.', 'an extension is no number');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.pone('ana', 9904, '699000111')$$), 'CC404 No existe ese paciente.', 'nor is another group''s patient there');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.pone('lector', 9901, '699000111')$$), 'CC403 La clave no tiene permiso para esto.', 'a key needs the right');

-- Contacts.
CREATE FUNCTION pg_temp.contacto(quien text, numero text, clase text, nombre text DEFAULT 'Labo Dental') RETURNS api.respuesta LANGUAGE sql AS $$
  SELECT api.contacto_crear(pg_temp.como(quien), '{}', jsonb_build_object('numero', numero, 'clase', clase, 'nombre', nombre)) $$;
SELECT pg_temp.llamada(9061, 9011, '+34911000111', '1 hour', 'perdida_sin_respuesta'), pg_temp.llamada(9062, 9011, '+34911000222', '1 hour', 'perdida_sin_respuesta') \g /dev/null
SELECT seguimiento_ajustar(9001, '+34911000111'), seguimiento_ajustar(9001, '+34911000222'), pg_temp.oye(9011) \g /dev/null
CREATE TEMP TABLE labo AS SELECT r.* FROM pg_temp.contacto('ana', '911 000 111', 'laboratorio') r;
SELECT is(concat_ws(' ', estado, cuerpo ->> 'numero_mostrado', cuerpo ->> 'nombre', cuerpo ->> 'clase'), '201 911 000 111 Labo Dental laboratorio', 'a laboratory is known') FROM labo;
SELECT is((llamada_json(9061) #>> '{contacto,nombre}') || ' ' || (llamada_json(9061) ->> 'identificacion'), 'Labo Dental contacto', 'its earlier calls are its own');
SELECT is(pg_temp.oye(9011), 'llamada:9061', 'and the panel is told');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.contacto('ana', '911000111', 'otro')$$), 'CC409 /numero Ese número ya es de un contacto.', 'a number has one');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.contacto('ana', '911000222', 'vecino')$$),
  'CC422 /clase Debe ser uno de: laboratorio, proveedor, aseguradora, comercial, bloqueado, otro.', 'of six kinds');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.contacto('ana', '911000222', 'bloqueado')$$), 'CC403 Solo un supervisor puede bloquear o desbloquear un número.', 'blocking is for supervisors');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.contacto('sara', '612345678', 'bloqueado')$$), 'CC409 Ese número es de un paciente: no se puede bloquear.', 'and not of a patient''s number');
CREATE TEMP TABLE pesado AS SELECT (r.cuerpo ->> 'id')::bigint AS id FROM pg_temp.contacto('sara', '911000222', 'bloqueado', 'Publicidad') r;
SELECT is((SELECT (s.estado, s.motivo)::text FROM seguimiento s WHERE s.clave = '+34911000222'), '(descartada,"Número bloqueado")', 'nobody has to call a blocked number back');
SELECT is(pg_temp.oye(9011), 'llamada:9062 seguimiento:' || (SELECT s.id FROM seguimiento s WHERE s.clave = '+34911000222'), 'the panel is told');
SELECT api.evento_pbx(9031, 1, '{}', NULL, 'x', NULL, '[{"tipo": "llamada.ofrecida", "llamada": "b1", "direccion": "entrante", "origen": "911000222", "linea": "911111111", "momento": "2026-03-10T10:59:00Z"},
  {"tipo": "llamada.fin", "llamada": "b1", "momento": "2026-03-10T10:59:30Z"}]', NULL) \g /dev/null
SELECT is((SELECT (resultado, es_perdida)::text FROM llamada WHERE raiz = 'b1'), '(bloqueada,f)', 'its calls are blocked ones, and no missed calls');
CREATE FUNCTION pg_temp.lista(quien text, clase text, q text) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(e ->> 'nombre', ', ' ORDER BY n) FROM json_array_elements((api.contactos_listar(pg_temp.como(quien), '{}', clase, q)).cuerpo -> 'elementos') WITH ORDINALITY x (e, n) $$;
SELECT is(pg_temp.lista('ana', NULL, NULL) || ' | ' || pg_temp.lista('ana', 'bloqueado', NULL) || ' | ' || pg_temp.lista('ana', NULL, 'labó') || ' | ' || pg_temp.lista('ana', NULL, '911 000 222'),
  'Labo Dental, Publicidad | Publicidad | Labo Dental | Publicidad', 'the list, by kind, name and number');
SELECT is(pg_temp.lista('zoe', NULL, NULL), NULL, 'each group its own');
SELECT is(pg_temp.rechazo(format($$SELECT api.contacto_editar(pg_temp.como('ana'), '{"si_coincide": "1"}', %s, '{"clase": "otro"}')$$, id)),
  'CC403 Solo un supervisor puede bloquear o desbloquear un número.', 'nor does an agent unblock') FROM pesado;
SELECT is((api.contacto_editar(pg_temp.como('ana'), pg_temp.si(1), (cuerpo ->> 'id')::bigint, '{"nombre": "Labo Sur"}')).cuerpo ->> 'nombre', 'Labo Sur', 'another name') FROM labo;
SELECT is(pg_temp.rechazo(format($$SELECT api.contacto_editar(pg_temp.como('ana'), '{"si_coincide": "1"}', %s, '{"nota": "x"}')$$, cuerpo ->> 'id')),
  'CC412 Alguien lo ha cambiado mientras tanto. Vuelva a cargarlo.', 'of the present version') FROM labo;
SELECT is((api.contacto_quitar(pg_temp.como('ana'), '{}', (cuerpo ->> 'id')::bigint)).estado, 204, 'taken away') FROM labo;
SELECT is(pg_temp.de(9061), 'desconocida', 'its calls are unknown again');

SELECT * FROM finish();
ROLLBACK;
