-- Calls to return and promises: what is pressing, who has it, how it ends.
BEGIN;
\ir comun/escenario.sql
SELECT plan(40);

INSERT INTO seguimiento (id, grupo_id, clinica_id, clase, clave, prioridad, primera, ultima, vence, llamada_id, paciente_id, texto) OVERRIDING SYSTEM VALUE
SELECT s.id, c.grupo_id, c.id, s.clase, s.clave, s.prioridad, ahora() - s.hace, ahora() - s.hace, s.vence, NULL, s.paciente, NULL
FROM (VALUES (9001, 9011, 'perdida', '+34699000111', 0, interval '1 hour', NULL::timestamptz, NULL::bigint),
  (9002, 9011, 'perdida', '+34699000222', 1, interval '10 minutes', NULL, NULL),
  (9003, 9011, 'perdida', '+34699000333', 0, interval '2 hours', NULL, NULL),
  (9004, 9011, 'promesa', NULL, 5, interval '1 day', '2026-03-12 09:00+01', 9901),
  (9005, 9012, 'perdida', '+34699000111', 0, interval '1 hour', NULL, NULL),
  (9006, 9021, 'perdida', '+34699000111', 0, interval '1 hour', NULL, NULL),
  (9007, 9011, 'promesa', NULL, 0, interval '3 days', '2026-03-10 09:00+01', NULL)) s (id, clinica, clase, clave, prioridad, hace, vence, paciente)
  JOIN clinica c ON c.id = s.clinica;

CREATE FUNCTION pg_temp.lista(quien text, clinica bigint DEFAULT NULL, clase text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(e ->> 'id', ' ' ORDER BY n)
  FROM api.seguimientos_listar(pg_temp.como(quien), '{}', clinica, clase) r, json_array_elements(r.cuerpo -> 'elementos') WITH ORDINALITY x (e, n) $$;
SELECT is(pg_temp.lista('ana'), '9002 9007 9003 9001 9004', 'by priority and age, what was put off last');
SELECT is(pg_temp.lista('sara', 9012), '9005', 'one clinic''s');
SELECT is(pg_temp.lista('ana', NULL, 'promesa'), '9007 9004', 'promises only');
SELECT is(pg_temp.lista('lector'), '9005', 'for a key, its clinics');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.lista('ana', 9012)$$), 'CC404 No existe esa clínica.', 'another''s clinic is not there');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.lista('ana', NULL, 'todo')$$), 'CC422 /clase Debe ser perdida o promesa.', 'nor is another kind');
SELECT is((SELECT string_agg(k, ' ') FROM json_object_keys(seguimiento_json(9001)) k),
  'id version clinica_id clase numero numero_mostrado paciente llamada_id estado prioridad llamadas intentos texto primera ultima vence mensaje agente',
  'one has every member, always');
SELECT is(seguimiento_json(9001) ->> 'numero_mostrado' || ' ' || (seguimiento_json(9004) #>> '{paciente,nombre}'), '699 000 111 María García López',
  'a number for people, or a name');

CREATE FUNCTION pg_temp.hace(quien text, id bigint, version int, cuerpo jsonb) RETURNS text LANGUAGE sql AS $$
  SELECT (r.cuerpo ->> 'estado') || ' ' || coalesce(r.cuerpo #>> '{agente,nombre}', '-') || ' ' || (r.cuerpo ->> 'version')
  FROM api.seguimiento_editar(pg_temp.como(quien), CASE WHEN version IS NULL THEN '{}' ELSE pg_temp.si(version) END, id, cuerpo) r $$;
CREATE FUNCTION pg_temp.no_hace(quien text, id bigint, version int, cuerpo jsonb) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.rechazo(format('SELECT pg_temp.hace(%L, %L, %L, %L)', quien, id, version, cuerpo)) $$;
SELECT pg_temp.llamada(9001, 9011, '+34699000111', '1 hour', 'perdida_sin_respuesta'), pg_temp.oye(9011) \g /dev/null
SELECT is(pg_temp.hace('ana', 9001, 1, '{"accion": "reclamar"}'), 'en_gestion Ana 2', 'ana takes one');
SELECT is(pg_temp.oye(9011), 'llamada:9001 seguimiento:9001', 'the panel hears it, and of the call');
SELECT is((SELECT (seguimiento, version) FROM llamada WHERE id = 9001)::text, '(en_gestion,2)', 'which says so too');
SELECT is(pg_temp.no_hace('bea', 9001, 2, '{"accion": "reclamar"}'), 'CC409 Lo está atendiendo Ana.', 'bea does not get it as well');
SELECT is(pg_temp.no_hace('bea', 9001, 1, '{"accion": "reclamar"}'), 'CC409 Lo está atendiendo Ana.', 'whatever she had seen');
SELECT is(pg_temp.no_hace('ana', 9001, 2, '{"accion": "reclamar"}'), 'bien', 'ana may say it again');
SET LOCAL cc.reloj = '2026-03-10 12:31+01';
SELECT is(pg_temp.no_hace('bea', 9001, 2, '{"accion": "reclamar"}'), 'bien', 'after half an hour anybody may');
SELECT is(pg_temp.hace('ana', 9001, 2, '{"accion": "soltar"}'), 'pendiente - 3', 'let go, it is nobody''s');
SELECT is(pg_temp.hace('bea', 9001, 3, '{"accion": "intentar"}'), 'intentado - 4', 'an attempt in vain');
SELECT is((SELECT intentos FROM seguimiento WHERE id = 9001), 1, 'is counted');
SELECT is(pg_temp.hace('bea', 9001, 4, '{"accion": "aplazar", "vence": "2026-03-10T17:00:00+01:00"}'), 'intentado - 5', 'put off');
SELECT is(pg_temp.lista('ana'), '9002 9007 9003 9001 9004', 'it goes behind what is due');
SELECT is(pg_temp.hace('ana', 9001, 5, '{"accion": "cerrar", "motivo": "Ha venido"}'), 'resuelta_manual - 6', 'closed');
SELECT is((SELECT (cerrado = ahora(), motivo) FROM seguimiento WHERE id = 9001)::text, '(t,"Ha venido")', 'with when and why');
SELECT is((SELECT seguimiento FROM llamada WHERE id = 9001), 'resuelta_manual', 'the call with it');
SELECT is(pg_temp.lista('ana'), '9002 9007 9003 9004', 'and is no longer in the list');
SELECT is(pg_temp.no_hace('ana', 9001, 6, '{"accion": "reclamar"}'), 'CC409 Ese seguimiento ya está cerrado.', 'nor taken again');
SELECT is(pg_temp.hace('ana', 9002, 1, '{"accion": "descartar", "motivo": "Publicidad"}'), 'descartada - 2', 'dropped');
SELECT is((SELECT string_agg(accion, ' ' ORDER BY id) FROM auditoria WHERE objeto = 'seguimiento' AND objeto_id = 9001),
  'seguimiento.reclamar seguimiento.soltar seguimiento.intentar seguimiento.aplazar seguimiento.cerrar', 'each act is in the audit');

SELECT is(pg_temp.no_hace('ana', 9003, NULL, '{"accion": "soltar"}'), 'CC428 Falta la cabecera If-Match con la versión que se está cambiando.',
  'a change says what it changes');
SELECT is(pg_temp.no_hace('ana', 9003, 8, '{"accion": "soltar"}'), 'CC412 Alguien lo ha cambiado mientras tanto. Vuelva a cargarlo.', 'and not something else');
SELECT is(pg_temp.no_hace('ana', 9003, 1, '{"accion": "descartar"}'), 'CC422 /motivo Diga por qué se descarta.', 'dropping says why');
SELECT is(pg_temp.no_hace('ana', 9003, 1, '{"accion": "aplazar"}'), 'CC422 /vence Indique un momento que esté por venir.', 'putting off says until when');
SELECT is(pg_temp.no_hace('ana', 9003, 1, '{"accion": "aplazar", "vence": "2026-03-10T09:00:00+01:00"}'), 'CC422 /vence Indique un momento que esté por venir.',
  'which is to come');
SELECT is(pg_temp.no_hace('ana', 9003, 1, '{"accion": "bailar"}'), 'CC422 /accion Debe ser uno de: reclamar, soltar, intentar, cerrar, descartar, aplazar.',
  'there are six acts');
SELECT is(pg_temp.no_hace('ana', 9005, 1, '{"accion": "soltar"}'), 'CC404 No existe ese seguimiento.', 'another clinic''s is not there');
SELECT is(pg_temp.no_hace('ana', 9006, 1, '{"accion": "soltar"}'), 'CC404 No existe ese seguimiento.', 'nor another group''s');
SELECT is(pg_temp.no_hace('erp', 9003, 1, '{"accion": "reclamar"}'), 'CC403 Solo una persona puede reclamar un seguimiento.', 'the ERP takes none');
SELECT is(pg_temp.no_hace('erp', 9003, 1, '{"accion": "cerrar"}'), 'bien', 'but may close one');

-- Dispositions.
SELECT is((api.tipificaciones_listar(pg_temp.como('ana'), '{}', NULL)).cuerpo::jsonb #- '{elementos,1,version}',
  '{"elementos": [{"id": 9502, "version": 1, "etiqueta": "Cita nueva", "orden": 1, "activa": true},
    {"id": 9501, "etiqueta": "Urgencia", "orden": 2, "activa": true}], "siguiente": null}',
  'the dispositions of the group that are in use, in its order');
SELECT is((api.tipificaciones_listar(pg_temp.como('zoe'), '{}', NULL)).cuerpo #>> '{elementos,0,etiqueta}', 'Ajena', 'each group its own');
SELECT is(pg_temp.rechazo($$SELECT api.tipificaciones_listar(pg_temp.como('erp'), '{}', NULL)$$), 'CC403 La clave no tiene permiso para esto.', 'for keys with the scope');

SELECT * FROM finish();
ROLLBACK;
