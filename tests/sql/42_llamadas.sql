-- The calls: the list, one whole, and what people say of it.
BEGIN;
\ir comun/escenario.sql
SELECT plan(64);

SELECT pg_temp.llamada(9001, 9011, '+34622334455', '2 minutes', 'atendida', 'en_curso'),
  pg_temp.llamada(9002, 9011, '+34612345678', '3 hours'), pg_temp.llamada(9003, 9011, NULL, '13 hours'),
  pg_temp.llamada(9004, 9012, '+34699000111', '1 hour'), pg_temp.llamada(9005, 9021, '+34699000111', '1 hour'),
  pg_temp.llamada(9006, 9011, '+34699000111', '11 hours 30 minutes', 'perdida_sin_respuesta'),
  pg_temp.llamada(9007, 9012, '+34699000111', '11 hours 30 minutes') \g /dev/null
UPDATE llamada SET identificacion = 'multiple_pendiente' WHERE id = 9001;
UPDATE llamada SET identificacion = 'unica', paciente_id = 9901 WHERE id = 9002;
INSERT INTO llamada_paciente VALUES (9002, 9901, 'interlocutor', 9001, 'unica');
INSERT INTO tramo (llamada_id, clave, vuelta, grupo_id, rol, extension, agente_id, estado, sono, contesto) VALUES
  (9001, '101', 1, 9001, 'agente', '101', 9601, 'terminado', ahora() - interval '110 s', NULL),
  (9001, '101', 2, 9001, 'agente', '101', 9601, 'contestado', ahora() - interval '100 s', ahora() - interval '95 s');

-- The list.
CREATE FUNCTION pg_temp.lista(quien text, clinica bigint DEFAULT NULL, estado text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(e ->> 'id', ' ' ORDER BY n)
  FROM api.llamadas_listar(pg_temp.como(quien), '{}', clinica, estado) r,
    json_array_elements(r.cuerpo -> 'elementos') WITH ORDINALITY x (e, n) $$;
SELECT is(pg_temp.lista('ana'), '9001 9002 9006', 'live first, then today''s of the clinic, newest first');
SELECT is(pg_temp.lista('nora'), '9004', 'a day begins when it does in the clinic: an hour later in the Canaries');
SELECT is(pg_temp.lista('sara'), '9001 9004 9002 9006', 'all of one''s clinics');
SELECT is(pg_temp.lista('sara', 9012), '9004', 'or one of them');
SELECT is(pg_temp.lista('sara', NULL, 'viva'), '9001', 'or only the live ones');
SELECT is(pg_temp.lista('lector'), '9004', 'a key sees its clinics');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.lista('ana', 9012)$$), 'CC404 No existe esa clínica.', 'another''s clinic is not there');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.lista('ana', NULL, 'todas')$$), 'CC422 /estado Debe ser viva, hoy o por_identificar.', 'nor is another state');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.lista('dora')$$), 'CC403 Su usuario no tiene permiso para esto.', 'not for the privacy officer');
INSERT INTO flujo (clinica_id, grupo_id, epoca, seq) VALUES (9012, 9001, 17, 42);
SELECT is((api.llamadas_listar(pg_temp.como('sara'), '{}', NULL, NULL)).cuerpo::jsonb -> 'posiciones', '{"9011": [0, 0], "9012": [17, 42]}',
  'with the position of each clinic''s flow');
SELECT is((SELECT count(*)::int FROM pg_proc WHERE oid::regproc::text IN ('api.llamadas_listar', 'autenticar', 'llamada_json', 'quien_clinicas')
  AND provolatile <> 's'), 0, 'of the same snapshot: nothing in it is volatile');

-- The shape of one.
SELECT is((SELECT string_agg(k, ' ') FROM json_object_keys(llamada_json(9001)) k),
  'id version clinica_id centralita_id direccion estado resultado es_perdida inicio sono contestada fin espera_s conversacion_s '
  'numero numero_mostrado clase_numero oculto nombre_pbx linea cola opcion atiende tramos identificacion interlocutor asuntos '
  'posibles contacto tipificacion seguimiento grabacion fuente cierre peticion', 'a call has every member, always');
SELECT is(llamada_json(9001) ->> 'posibles', '2', 'a shared number: how many it may be');
SELECT is((llamada_json(9001) -> 'tramos' -> 1)::jsonb - '{sono,contesto}'::text[],
  '{"clave": "101", "vuelta": 2, "rol": "agente", "extension": "101", "agente": {"id": 9601, "nombre": "Ana"}, "destino": null,
    "estado": "contestado", "termino": null, "causa": null, "en_otra": false}', 'its legs in order, with who sat there');
SELECT is(llamada_json(9002) ->> 'numero_mostrado', '612 345 678', 'the number as people read it');
SELECT is(llamada_json(9002) #>> '{interlocutor,nombre}', 'María García López', 'and who it is');
SELECT is((llamada_json(9003) ->> 'clase_numero', llamada_json(9003) ->> 'numero')::text, '(oculto,)', 'a hidden one is told so');
SELECT is(llamada_json(9006) ->> 'atiende', NULL, 'a call that nobody answered is attended by nobody');
SELECT is(llamada_json(1)::text, NULL, 'no call, no shape');

-- One whole.
INSERT INTO llamada_id VALUES (9031, 'r9001', 77), (9031, 'r9001b', 77);
INSERT INTO hecho (centralita_id, llamada, huella, grupo_id, tipo, tramo, momento, datos) VALUES
  (9031, 'r9001', '\x01', 9001, 'tramo.contesta', '101', ahora() - interval '95 s', '{}'),
  (9031, 'r9001', '\x02', 9001, 'llamada.ofrecida', '', ahora() - interval '2 min', '{"linea": "911111111"}'),
  (9031, 'r9001b', '\x03', 9001, 'tramo.suena', '101', ahora() - interval '100 s', '{"extension": "101"}'),
  (9031, 'r9001', '\x05', 9001, 'llamada.alias', '', ahora() - interval '119 s', '{"alias": "r9001b"}'),
  (9031, 'r9001', '\x04', 9001, 'cola.entra', '', ahora() - interval '2 min', '{"cola": "citas", "posicion": 3}');
SELECT is((SELECT string_agg(format('%s s: %s', e ->> 'segundo', e ->> 'texto'), ' | ' ORDER BY n)
    FROM api.llamada_ver(pg_temp.como('ana'), '{}', 9001) r, json_array_elements(r.cuerpo -> 'cronologia') WITH ORDINALITY x (e, n)),
  '0 s: Entra la llamada por la línea 911111111 | 0 s: Entra en la cola citas, en la posición 3 | 1 s: La centralita junta aquí otra de sus llamadas | '
  '20 s: Suena la extensión 101 (Ana) | 25 s: Contesta la extensión 101 (Ana)', 'the facts of all its ids in total order, in words');
SELECT is((SELECT e ->> 'texto' FROM api.llamada_ver(pg_temp.como('ana'), '{}', 9006) r, json_array_elements(r.cuerpo -> 'cronologia') e),
  'Consta como perdida: sonó y nadie contestó', 'and why it counts as missed');
SELECT is((api.llamada_ver(pg_temp.como('ana'), '{}', 9001)).cabeceras, '{"ETag": "\"1\""}', 'with its version');
SELECT is(json_array_length((api.llamada_ver(pg_temp.como('ana'), '{}', 9001)).cuerpo -> 'candidatos'), 2, 'and who it may be');
SELECT is((api.llamada_ver(pg_temp.como('ana'), '{}', 9002)).cuerpo #>> '{ficha,id}', '9901', 'or the card of who it is');
SELECT is((api.llamada_ver(pg_temp.como('ana'), '{}', 9002)).cuerpo #>> '{ficha,saldo_cent}', NULL, 'without the balance, for an agent');
SELECT is((api.llamada_ver(pg_temp.como('sara'), '{}', 9002)).cuerpo #>> '{ficha,saldo_cent}', '4500', 'with it, for a supervisor');
SELECT is(pg_temp.rechazo($$SELECT api.llamada_ver(pg_temp.como('ana'), '{}', 9004)$$), 'CC404 No existe esa llamada.', 'another clinic''s is not there');
UPDATE llamada SET fusionada_en = 9002 WHERE id = 9003;
SELECT is((api.llamada_ver(pg_temp.como('ana'), '{}', 9003)).cuerpo ->> 'id', '9002', 'the id of a merged call leads to where it lives on');
SELECT is(pg_temp.lista('ana'), '9001 9002 9006', 'and lists have one of them');

-- What people say.
CREATE FUNCTION pg_temp.edita(quien text, id bigint, version int, cuerpo jsonb) RETURNS json LANGUAGE sql AS $$
  SELECT (api.llamada_editar(pg_temp.como(quien), CASE WHEN version IS NULL THEN '{}' ELSE pg_temp.si(version) END, id, cuerpo)).cuerpo $$;
SELECT is(pg_temp.rechazo($$SELECT pg_temp.edita('ana', 9001, NULL, '{"nota": "x"}')$$),
  'CC428 Falta la cabecera If-Match con la versión que se está cambiando.', 'a change says what it changes');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.edita('ana', 9001, 7, '{"nota": "x"}')$$),
  'CC412 Alguien lo ha cambiado mientras tanto. Vuelva a cargarlo.', 'and not something else');
SELECT pg_temp.oye(9011) \g /dev/null
SELECT is(pg_temp.edita('ana', 9001, 1, '{"interlocutor_id": 9902, "asuntos": [9903, 9902, 9903], "tipificacion_id": 9501, "nota": "Le duele"}')
    ::jsonb #>> '{interlocutor,nombre}', 'Lucía Ruiz Núñez', 'who spoke is said');
SELECT is(pg_temp.oye(9011), 'llamada:9001', 'once, to the panel');
SELECT is((SELECT jsonb_path_query_array(llamada_json(9001)::jsonb, '$.asuntos[*].id')), '[9902, 9903]', 'about whom');
SELECT is(llamada_json(9001) #>> '{tipificacion,etiqueta}', 'Urgencia', 'what it was');
SELECT is((SELECT texto FROM nota WHERE llamada_id = 9001 AND agente_id = 9601), 'Le duele', 'what was said');
SELECT is((SELECT (identificacion, paciente_id, version) FROM llamada WHERE id = 9001)::text, '(elegida,9902,5)', 'the version rises with each of them');
SELECT is((SELECT (origen, agente_id) FROM llamada_paciente WHERE llamada_id = 9001 AND papel = 'interlocutor')::text, '(elegida,9601)',
  'and who chose is kept');
SELECT is((SELECT string_agg(accion || ' ' || datos::text, ' ' ORDER BY id) FROM auditoria WHERE objeto_id = 9001 AND peticion = 'prueba'),
  'llamada.interlocutor {"a": 9902, "de": null} llamada.asuntos {"a": [9902, 9903], "de": []} llamada.tipificacion {"a": 9501, "de": null}',
  'each in the audit');
SELECT is((SELECT e ->> 'texto' FROM api.llamada_ver(pg_temp.como('ana'), '{}', 9001) r, json_array_elements(r.cuerpo -> 'cronologia') e
  WHERE e ->> 'tipo' = 'llamada.interlocutor'), 'Ana indica que habla Lucía Ruiz Núñez', 'and in the call''s life');
SELECT is((pg_temp.edita('ana', 9001, 5, '{"nota": "Le duele", "tipificacion_id": 9501, "interlocutor_id": 9902}')) ->> 'version', '5',
  'what changes nothing raises no version');
SELECT is(pg_temp.oye(9011), NULL, 'and tells nobody');
SELECT is(pg_temp.edita('ana', 9001, 5, '{"nota": "Le duele mucho"}') ->> 'version', '6', 'an agent writes over their own note');
SELECT is(pg_temp.edita('bea', 9001, 6, '{"nota": "Ha vuelto a llamar"}') ->> 'version', '7', 'another agent adds theirs');
SELECT is((SELECT string_agg(texto, ' | ' ORDER BY id) FROM nota WHERE llamada_id = 9001), 'Le duele mucho | Ha vuelto a llamar', 'so there are two');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.edita('bea', 9001, 5, '{"interlocutor_id": 9903}')$$),
  'CC409 /interlocutor_id Ana ya ha indicado que habla Lucía Ruiz Núñez.', 'a second, different choice from an old view is a conflict');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.edita('bea', 9001, 5, '{"interlocutor_id": 9902}')$$),
  'CC412 Alguien lo ha cambiado mientras tanto. Vuelva a cargarlo.', 'the same choice from an old view is only stale');
SELECT is(pg_temp.edita('bea', 9001, 7, '{"interlocutor_id": 9903}') #>> '{interlocutor,id}', '9903', 'knowing what is there, one may change it');
SELECT is(pg_temp.edita('bea', 9001, 8, '{"interlocutor_id": null, "asuntos": [], "tipificacion_id": null, "nota": null}') #>> '{interlocutor,id}',
  NULL, 'and take it all back');
SELECT is((SELECT (identificacion, paciente_id) FROM llamada WHERE id = 9001)::text, '(multiple_pendiente,)', 'then it is to be identified again');
SELECT is((SELECT count(*)::int FROM llamada_paciente WHERE llamada_id = 9001), 0, 'with nobody in it');
SELECT is((SELECT count(*)::int FROM nota WHERE llamada_id = 9001), 1, 'and the other''s note');

-- What cannot be said.
CREATE FUNCTION pg_temp.dice(cuerpo jsonb, quien text DEFAULT 'ana') RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.rechazo(format('SELECT api.llamada_editar(pg_temp.como(%L), ''{"si_coincide": "*"}'', 9002, %L)', quien, cuerpo)) $$;
SELECT is(pg_temp.dice('{"interlocutor_id": 9904}'), 'CC404 /interlocutor_id No existe ese paciente.', 'another group''s patient');
SELECT is(pg_temp.dice('{"interlocutor_id": 9905}'), 'CC404 /interlocutor_id No existe ese paciente.', 'an erased one');
SELECT is(pg_temp.dice('{"asuntos": [9901, 9904]}'), 'CC404 /asuntos Hay un paciente que no existe.', 'one of the list');
SELECT is(pg_temp.dice('{"tipificacion_id": 9504}'), 'CC404 /tipificacion_id No existe esa tipificación.', 'another group''s disposition');
SELECT is(pg_temp.dice('{"tipificacion_id": 9503}'), 'CC404 /tipificacion_id No existe esa tipificación.', 'one that is no longer used');
SELECT is(pg_temp.dice('{"agente_id": 9602}'), 'CC422 /agente_id Solo puede indicarse a sí mismo.', 'an agent names themselves');
SELECT is(pg_temp.dice('{"agente_id": 9601}'), 'bien', 'as who attended');
SELECT is(pg_temp.dice('{"agente_id": 9602}', 'sara'), 'bien', 'a supervisor names others');
SELECT is(pg_temp.dice('{"agente_id": 9604}', 'sara'), 'CC404 /agente_id No existe ese agente en la clínica de la llamada.', 'of that clinic');
SELECT is(pg_temp.dice('{"nota": 7, "asunto": [], "asuntos": ["x"]}'),
  'CC422 /asunto Campo desconocido. · /asuntos Debe ser una lista de identificadores, 20 como mucho. · /nota Debe ser un texto de entre 0 y 4000 caracteres.',
  'all that is wrong is said at once, by pointer');
SELECT is(pg_temp.dice('[]'), 'CC400 El cuerpo debe ser un objeto JSON.', 'and a list is no body');
SELECT is(pg_temp.dice('{"nota": "x"}', 'lector'), 'CC403 La clave no tiene permiso para esto.', 'nor does a key that reads write');

SELECT * FROM finish();
ROLLBACK;
