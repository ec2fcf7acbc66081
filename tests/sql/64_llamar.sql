-- Click-to-call: what may be dialled, what is written, what becomes of it.
BEGIN;
SELECT plan(93);
\ir comun/escenario.sql
UPDATE centralita SET ajustes = '{"url_ordenes": "https://pbx.example/ordenes"}' WHERE id = 9031;
UPDATE linea SET saliente = true, preferida = true WHERE id = 9401;
INSERT INTO agente_extension (grupo_id, agente_id, extension_id, desde) VALUES (9001, 9601, 9101, ahora()), (9001, 9603, 9102, ahora());
DELETE FROM trabajo;

CREATE SEQUENCE pg_temp.clave;
CREATE FUNCTION pg_temp.llama(quien text, cuerpo jsonb, clave text DEFAULT 'k' || nextval('pg_temp.clave')) RETURNS api.respuesta LANGUAGE sql AS $$
  SELECT api.llamar(pg_temp.como(quien), jsonb_build_object('peticion', 'prueba', 'idempotencia',
    jsonb_build_object('clave', clave, 'huella', md5(cuerpo::text))), cuerpo) $$;
-- "202 solicitada …", or what is refused: "409 no_llamar [confirmar]". Its effects stay.
CREATE FUNCTION pg_temp.dice(r api.respuesta) RETURNS text LANGUAGE sql AS $$
  SELECT concat_ws(' ', r.estado, coalesce(split_part(r.cuerpo ->> 'type', '#', 2), r.cuerpo ->> 'estado'), r.cuerpo ->> 'confirmar') $$;
CREATE FUNCTION pg_temp.no(quien text, cuerpo jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  t text;
BEGIN
  BEGIN
    t := pg_temp.dice(pg_temp.llama(quien, cuerpo));
    RAISE SQLSTATE 'ZZ000';
  EXCEPTION WHEN SQLSTATE 'ZZ000' THEN RETURN t;
    WHEN OTHERS THEN RETURN pg_temp.rechazo(format('SELECT pg_temp.llama(%L, %L)', quien, cuerpo));
  END;
END $$;
CREATE FUNCTION pg_temp.al_cabo(cuanto interval) RETURNS void LANGUAGE sql AS
  $$ SELECT set_config('cc.reloj', (cc.ahora() + cuanto)::text, true) $$;
CREATE FUNCTION pg_temp.es_hora(momento timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('cc.reloj', momento::text, true);
  UPDATE cc.sesion SET ultimo_uso = momento, caduca = momento + interval '16 hours';
END $$;
-- The call that was asked for last.
CREATE FUNCTION pg_temp.ultima() RETURNS cc.llamada LANGUAGE sql AS
  $$ SELECT l FROM cc.llamada l WHERE l.id = (SELECT o.llamada_id FROM cc.orden o WHERE o.clase = 'originar' ORDER BY o.id DESC LIMIT 1) $$;
CREATE FUNCTION pg_temp.es() RETURNS text LANGUAGE sql AS $$
  SELECT concat_ws(' ', (u).estado, (u).resultado, (u).peticion_estado, (u).peticion_motivo) FROM pg_temp.ultima() u $$;
-- The job of the last order, claimed; and what the PBX says.
CREATE FUNCTION pg_temp.trabajo() RETURNS bigint LANGUAGE sql AS $$
  UPDATE cc.trabajo SET estado = 'tomado', tomado = cc.ahora(), intentos = intentos + 1
  WHERE id = (SELECT max(id) FROM cc.trabajo WHERE clase IN ('originar', 'colgar', 'transferir')) RETURNING id $$;
CREATE SEQUENCE pg_temp.entrega;
CREATE FUNCTION pg_temp.pbx(tipo text, llamada text, datos jsonb) RETURNS void LANGUAGE sql AS $$
  SELECT api.evento_pbx(9031, 1, '{}', 'e' || nextval('pg_temp.entrega'), '\x7b7d', NULL,
    jsonb_build_array(jsonb_build_object('tipo', tipo, 'llamada', llamada, 'momento', cc.ahora()) || datos), NULL) $$;

-- What is written
SELECT is(pg_temp.dice(pg_temp.llama('ana', '{"paciente_id": 9901}', 'una')), '202 solicitada', 'a patient is called');
SELECT is(pg_temp.oye(9011) ~ 'llamada:', true, 'and the panels hear it');
SELECT results_eq($$SELECT direccion, estado, numero, extension, agente_id, paciente_id, identificacion, linea_id, clinica_id, peticion_estado, peticion_modo FROM pg_temp.ultima()$$,
  $$VALUES ('saliente', 'solicitada', '+34612345678', '101', 9601::bigint, 9901::bigint, 'elegida', 9401::bigint, 9011::bigint, 'pedida', 'centralita')$$,
  'the call says who calls whom, from where, as which line');
SELECT matches((pg_temp.ultima()).peticion, '^cc-[A-Za-z0-9_-]{22}$', 'under an id of ours');
SELECT results_eq($$SELECT t.clase, t.estado, t.ejecutor FROM trabajo t JOIN orden o ON t.datos = jsonb_build_object('orden_id', o.id) ORDER BY 1$$,
  $$VALUES ('originar', 'pendiente', 'jobs'), ('peticion_vence', 'pendiente', 'jobs')$$, 'somebody is to tell the PBX, and to look whether it ever speaks');
SELECT is(pg_temp.dice(pg_temp.llama('ana', '{"paciente_id": 9901}', 'una')), '202 solicitada', 'the same request again');
SELECT is((SELECT count(*)::int FROM orden), 1, 'dials no second time');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.llama('ana', '{"numero": "911222333"}', 'una')$$), 'CC422 Esa Idempotency-Key ya se usó con otra petición.',
  'nor does its key with something else');
SELECT is(pg_temp.rechazo($$SELECT api.llamar(pg_temp.como('ana'), '{}', '{"numero": "911222333"}')$$),
  'CC400 Falta la cabecera Idempotency-Key: sin ella, repetir la petición llamaría dos veces.', 'without a key nothing is dialled');

-- One at a time, and not too often
SELECT is(pg_temp.no('ana', '{"numero": "911222333"}'), '409 en_otra_llamada', 'one call at a time: the one that is asked for counts');
SELECT is(pg_temp.no('sara', '{"numero": "911222333"}'), '202 solicitada', 'of each agent');
SELECT pg_temp.trabajo() AS trabajo \gset
SELECT is((SELECT orden ->> 'marcar' || ' ' || (orden ->> 'linea') || ' ' || (orden ->> 'nombre_mostrar') FROM api.orden_preparar(:trabajo)),
  '612345678 +34911111111 María García López', 'the executor is told what to dial');
SELECT api.orden_resultado(:trabajo, 'aceptada', NULL, NULL) \g /dev/null
SELECT is(pg_temp.es(), 'solicitada aceptada', 'the PBX takes it');
SELECT is(pg_temp.no('ana', '{"numero": "911222333"}'), '409 en_otra_llamada', 'it may ring any moment');
SELECT pg_temp.pbx('llamada.ofrecida', 'P1', jsonb_build_object('direccion', 'saliente', 'origen', '101', 'destino', '612345678', 'peticion', (pg_temp.ultima()).peticion)) \g /dev/null
SELECT pg_temp.pbx('tramo.suena', 'P1', '{"extension": "101"}') \g /dev/null
SELECT is(pg_temp.es(), 'sonando_agente aceptada', 'the PBX names our id: the agent''s telephone rings');
SELECT is((pg_temp.ultima()).correlada_por, 'id', 'and the two are one by it');
SELECT pg_temp.pbx('tramo.contesta', 'P1', '{"extension": "101"}') \g /dev/null
SELECT is(pg_temp.no('ana', '{"numero": "911222333"}'), '409 en_otra_llamada', 'who talks has a call');
SELECT pg_temp.pbx('tramo.suena', 'P1', '{"rol": "externo", "destino": "612345678"}'), pg_temp.al_cabo('1 s'),
  pg_temp.pbx('tramo.contesta', 'P1', '{"rol": "externo"}') \g /dev/null
SELECT is(pg_temp.es(), 'en_curso aceptada', 'they talk');
SELECT is((SELECT count(*)::int FROM llamada WHERE fusionada_en IS NULL), 1, 'all of it one call');
SELECT is((pg_temp.ultima()).id, (SELECT min(id) FROM llamada), 'the one that was answered to the browser');

-- Hanging up and handing over what lives
SELECT is(pg_temp.dice(api.llamada_transferir(pg_temp.como('ana'), '{}', (pg_temp.ultima()).id, '{"destino": "102"}')), '202 en_curso', 'it is handed to another extension');
SELECT pg_temp.trabajo() AS trabajo \gset
SELECT is((SELECT orden - '{peticion,enviada_s}'::text[] FROM api.orden_preparar(:trabajo)),
  '{"clase": "transferir", "extension": "101", "numero": "+34612345678", "marcar": "612345678", "linea": "", "nombre_mostrar": "María García López",
    "llamada": "P1", "tramo": "", "destino": "102", "plazo_s": 30}', 'the PBX is told by its own ids');
SELECT api.orden_resultado(:trabajo, 'rechazada', 'no_soportado', NULL) \g /dev/null
SELECT is(pg_temp.es(), 'en_curso aceptada', 'which may refuse: the call goes on');
SELECT is(pg_temp.dice(api.llamada_transferir(pg_temp.como('ana'), '{}', (pg_temp.ultima()).id, '{"destino": "806123456"}')), '409 numero_de_pago', 'what may not be dialled may not be handed to');
SELECT is(pg_temp.rechazo($$SELECT api.llamada_colgar(pg_temp.como('bea'), '{}', (pg_temp.ultima()).id)$$), 'CC403 Esa llamada es de otra persona.', 'nobody else hangs it up');
SELECT is(pg_temp.dice(api.llamada_colgar(pg_temp.como('sara'), '{}', (pg_temp.ultima()).id)), '202 en_curso', 'but a supervisor');
SELECT is(pg_temp.dice(api.llamada_colgar(pg_temp.como('ana'), '{}', (pg_temp.ultima()).id)), '202 en_curso', 'and whoever is in it');
SELECT is((SELECT count(*)::int FROM trabajo WHERE clase = 'colgar' AND estado = 'pendiente'), 1, 'which the PBX is told once');
SELECT pg_temp.al_cabo('60 s'), pg_temp.pbx('llamada.fin', 'P1', '{"causa": 16, "colgo": "agente"}') \g /dev/null
SELECT is(pg_temp.es(), 'finalizada atendida aceptada', 'it ends as it went');
SELECT is(pg_temp.dice(api.llamada_colgar(pg_temp.como('ana'), '{}', (pg_temp.ultima()).id)), '409 terminada', 'and is not hung up again');
SELECT is(pg_temp.dice(api.llamada_transferir(pg_temp.como('ana'), '{}', (pg_temp.ultima()).id, '{"destino": "102"}')), '409 no_en_curso', 'nor handed over');

-- What may not be dialled
SELECT is(pg_temp.no('ana', '{"numero": "112"}'), '409 emergencia', 'emergencies are dialled by hand');
SELECT is(pg_temp.no('ana', '{"numero": "016"}'), '409 emergencia', 'so is what must leave no trace');
SELECT is(pg_temp.no('ana', '{"numero": "806 123 456"}'), '409 numero_de_pago', '806 charges whoever calls');
SELECT is(pg_temp.no('ana', '{"numero": "905123456"}'), '409 numero_de_pago', '905 too');
SELECT is(pg_temp.no('ana', '{"numero": "11888"}'), '409 numero_de_pago', 'and 118xx');
SELECT is(pg_temp.no('ana', '{"numero": "+44 20 7946 0018"}'), '409 pais_no_permitido', 'other countries are not called');
SELECT is(pg_temp.no('ana', '{"numero": "0044 20 7946 0018"}'), '409 pais_no_permitido', 'however they are written');
SELECT is(pg_temp.no('ana', '{"numero": "91122"}'), '422 numero_no_valido', 'half a number');
SELECT is(pg_temp.no('ana', '{"numero": "no sé"}'), '422 numero_no_valido', 'no number');
SELECT is(pg_temp.no('ana', '{"numero": "101"}'), '422 numero_no_valido', 'one''s own telephone');
SELECT is(pg_temp.no('ana', '{"numero": "102"}'), '202 solicitada', 'a colleague is called');
SELECT is(pg_temp.no('ana', '{"numero": "103"}'), '422 numero_no_valido', 'but not at a telephone that is gone');
SELECT is(pg_temp.no('ana', '{"numero": "900123456"}'), '202 solicitada', 'a free number');
SELECT is(pg_temp.no('ana', '{"numero": "902123456"}'), '202 solicitada', 'one that costs, within the day''s cap');
UPDATE grupo SET ajustes = '{"llamar": {"tope_dia_cent": 19}}' WHERE id = 9001;
SELECT is(pg_temp.no('ana', '{"numero": "902123456"}'), '409 tope_de_gasto', 'beyond it not');
SELECT is(pg_temp.no('ana', '{"numero": "911222333"}'), '202 solicitada', 'what costs nothing still is');
UPDATE grupo SET ajustes = '{"llamar": {"prefijos": ["34", "44"], "tope_dia_cent": 100}}' WHERE id = 9001;
SELECT is(pg_temp.no('ana', '{"numero": "+44 20 7946 0018"}'), '202 solicitada', 'a country that the group allows');
SELECT pg_temp.llama('ana', '{"numero": "+44 20 7946 0018"}') \g /dev/null
SELECT is((SELECT tarifa_cent FROM orden ORDER BY id DESC LIMIT 1), 60, 'is put on the account');
SELECT is(llamar_gasto(9001, 9011), 60::bigint, 'a minute at least');
UPDATE llamada SET cierre = 'normal', estado = 'finalizada', conversacion_s = 61 WHERE id = (pg_temp.ultima()).id;
SELECT is(llamar_gasto(9001, 9011), 120::bigint, 'then every minute begun');
SELECT is(pg_temp.no('sara', '{"numero": "+44 20 7946 0018"}'), '409 tope_de_gasto', 'of the whole group');
UPDATE grupo SET ajustes = '{}' WHERE id = 9001;

-- Who may be called when
SELECT pg_temp.al_cabo('10 s') \g /dev/null
UPDATE paciente SET no_llamar = true, no_llamar_motivo = 'prefiere correo' WHERE id = 9901;
SELECT is(pg_temp.no('ana', '{"paciente_id": 9901}'), '409 no_llamar', 'who wants no calls gets none');
SELECT is(pg_temp.no('ana', '{"paciente_id": 9901, "confirmar": ["no_llamar"]}'), '409 no_llamar', 'whatever a receptionist says');
SELECT is(pg_temp.no('ana', '{"numero": "612345678"}'), '409 no_llamar', 'nor by their number');
SELECT is(pg_temp.no('sara', '{"paciente_id": 9901}'), '409 no_llamar ["no_llamar"]', 'a supervisor is asked');
SELECT is(pg_temp.dice(pg_temp.llama('sara', '{"paciente_id": 9901, "confirmar": ["no_llamar"]}')), '202 solicitada', 'and may');
SELECT is((SELECT datos::text FROM auditoria WHERE accion = 'llamar.confirmar'), '{"confirma": ["no_llamar"]}', 'which is written down');
UPDATE paciente SET no_llamar = false WHERE id = 9901;
SELECT pg_temp.es_hora('2026-03-11 21:00+01') \g /dev/null
SELECT is(pg_temp.no('ana', '{"paciente_id": 9901}'), '409 horario_silencio ["horario_silencio"]', 'at nine in the evening nobody is called');
SELECT is(pg_temp.no('ana', '{"paciente_id": 9901, "confirmar": ["horario_silencio"]}'), '202 solicitada', 'unless somebody says so');
SELECT is(pg_temp.no('ana', '{"numero": "928123456"}'), '202 solicitada', 'in the Canaries it is eight');
SELECT pg_temp.es_hora('2026-03-12 08:59+01') \g /dev/null
SELECT is(pg_temp.no('ana', '{"paciente_id": 9901}'), '409 horario_silencio ["horario_silencio"]', 'nor before nine');
SELECT is(pg_temp.no('ana', '{"numero": "102"}'), '202 solicitada', 'colleagues are');
SELECT pg_temp.es_hora('2026-03-14 12:00+01') \g /dev/null
SELECT is(pg_temp.no('ana', '{"paciente_id": 9901}'), '409 horario_silencio ["horario_silencio"]', 'nor on a Saturday');
INSERT INTO horario (grupo_id, clinica_id, dia_semana, abre, cierra) VALUES (9001, 9011, 6, '10:00', '14:00');
SELECT is(pg_temp.no('ana', '{"paciente_id": 9901}'), '202 solicitada', 'but by a clinic that opens on Saturdays');
INSERT INTO festivo (clinica_id, dia, grupo_id) VALUES (9011, '2026-03-14', 9001);
SELECT is(pg_temp.no('ana', '{"paciente_id": 9901}'), '409 horario_silencio ["horario_silencio"]', 'nor on a holiday');
UPDATE clinica SET ajustes = '{"llamar": {"festivos": true}}' WHERE id = 9011;
SELECT is(pg_temp.no('ana', '{"paciente_id": 9901}'), '202 solicitada', 'unless the clinic says so');
SELECT pg_temp.es_hora('2026-03-16 13:00+01') \g /dev/null

-- From where, at which number, as which line
SELECT is(pg_temp.no('bea', '{"paciente_id": 9901}'), '409 sin_puesto', 'who sits nowhere has no telephone');
SELECT is(pg_temp.no('ana', '{"paciente_id": 9901, "telefono": "612345678"}'), '202 solicitada', 'a number of theirs');
SELECT is(pg_temp.no('ana', '{"paciente_id": 9901, "telefono": "699999999"}'), 'CC422 /telefono No es un teléfono de ese paciente.', 'not anybody''s');
SELECT is(pg_temp.no('ana', '{"paciente_id": 9904}'), 'CC404 /paciente_id No existe ese paciente.', 'another group''s patient is not there');
SELECT is(pg_temp.no('ana', '{}'), 'CC422 /numero Indique a quién llamar: un paciente, un número o la llamada que se devuelve.', 'somebody must be named');
SELECT is(pg_temp.no('ana', '{"numero": "911222333", "linea_id": 9402}'), 'CC404 /linea_id No existe esa línea.', 'another group''s line is not there');
INSERT INTO linea (id, grupo_id, clinica_id, centralita_id, clave, numero) OVERRIDING SYSTEM VALUE VALUES (9403, 9001, 9011, 9031, '+34600000001', '600000001');
SELECT is(pg_temp.no('ana', '{"numero": "911222333", "linea_id": 9403}'), '409 linea_no_permitida', 'a mobile number is no caller id');
UPDATE linea SET saliente = true WHERE id = 9403;
SELECT is(pg_temp.no('ana', '{"numero": "911222333", "linea_id": 9403}'), '409 linea_no_permitida', 'whatever the configuration says');
SELECT is(pg_temp.no('ana', '{"numero": "911222333", "colgar": 1}'), 'CC422 /colgar Campo desconocido.', 'unknown members are named');

-- Calling back
SELECT pg_temp.llamada(9801, 9011, '+34699000111', '1 hour', 'perdida_sin_respuesta') \g /dev/null
SELECT seguimiento_ajustar(9001, '+34699000111') \g /dev/null
SELECT is(pg_temp.dice(pg_temp.llama('ana', '{"llamada_id": 9801}')), '202 solicitada', 'a missed call is returned');
SELECT results_eq($$SELECT s.estado, s.agente_id, s.intentos FROM seguimiento s WHERE s.clave = '+34699000111'$$,
  $$VALUES ('en_gestion', 9601::bigint, 0)$$, 'by whoever has it from now on');
SELECT pg_temp.pbx('llamada.ofrecida', 'P2', jsonb_build_object('direccion', 'saliente', 'origen', '101', 'destino', '699000111')),
  pg_temp.pbx('tramo.contesta', 'P2', '{"extension": "101"}'), pg_temp.pbx('tramo.suena', 'P2', '{"rol": "externo"}'),
  pg_temp.pbx('llamada.fin', 'P2', '{"causa": 19}') \g /dev/null
SELECT is(pg_temp.es(), 'finalizada no_contesta aceptada', 'a PBX that takes no id of ours: known by extension and number');
SELECT is((pg_temp.ultima()).correlada_por, 'extension_numero', 'which is said');
SELECT is((SELECT intentos FROM seguimiento WHERE clave = '+34699000111'), 1, 'one more attempt');

-- Taken back, refused, lost
SELECT pg_temp.al_cabo('10 s') \g /dev/null
SELECT pg_temp.llama('ana', '{"numero": "911222333"}') \g /dev/null
SELECT is(pg_temp.dice(api.llamada_colgar(pg_temp.como('ana'), '{}', (pg_temp.ultima()).id)), '200 finalizada', 'an order that has not left is taken back');
SELECT is(pg_temp.es() || ' ' || (SELECT t.estado FROM trabajo t WHERE t.clase = 'originar' ORDER BY id DESC LIMIT 1), 'finalizada cancelada anulada anulado', 'the PBX never hears of it');
SELECT pg_temp.al_cabo('3 s') \g /dev/null
SELECT pg_temp.llama('ana', '{"numero": "911222333"}'), pg_temp.trabajo() AS trabajo \gset
SELECT api.orden_preparar(:trabajo), api.orden_resultado(:trabajo, 'rechazada', 'extension_no_registrada', NULL) \g /dev/null
SELECT is(pg_temp.es(), 'finalizada fallida rechazada extension_no_registrada', 'the PBX''s own refusal ends it, with its reason');
SELECT pg_temp.al_cabo('3 s') \g /dev/null
SELECT pg_temp.llama('ana', '{"numero": "911222333"}'), pg_temp.trabajo() AS trabajo \gset
SELECT api.orden_preparar(:trabajo), api.orden_resultado(:trabajo, 'incierta', 'sin_respuesta', NULL) \g /dev/null
SELECT is(pg_temp.es(), 'solicitada incierta sin_respuesta', 'a request of unknown fate says so');
SELECT is((SELECT count(*)::int FROM trabajo WHERE clase = 'originar' AND clave = (SELECT max(id)::text FROM orden) AND estado <> 'hecho'), 0, 'and is not sent again by itself');
SELECT pg_temp.al_cabo('121 s'), peticion_vencer((SELECT max(id) FROM orden)) \g /dev/null
SELECT is(pg_temp.es(), 'finalizada incierta incierta sin_respuesta', 'when the PBX says nothing for two minutes it is over');
SELECT pg_temp.llama('ana', '{"numero": "911222333"}'), pg_temp.al_cabo('26 s') \g /dev/null
SELECT peticion_vencer((SELECT max(id) FROM orden)) \g /dev/null
SELECT is(pg_temp.es(), 'finalizada fallida rechazada plazo', 'one that nobody sent for 20 s was never made');

-- Without anybody who dials
SELECT pg_temp.al_cabo('3 s') \g /dev/null
UPDATE centralita SET ajustes = '{}' WHERE id = 9031;
SELECT is((SELECT r.cuerpo ->> 'modo' || ' ' || (r.cuerpo ->> 'tel') FROM pg_temp.llama('ana', '{"paciente_id": 9901}') r), 'tel tel:+34612345678',
  'a centralita that cannot dial: the agent does');
SELECT is(pg_temp.es(), 'solicitada pedida', 'it is written as asked for');
SELECT is((SELECT r.estado || ' ' || (r.cuerpo ->> 'resultado') FROM api.registrar(pg_temp.como('ana'), '{}', jsonb_build_object(
  'llamada_id', (pg_temp.ultima()).id, 'resultado', 'atendida', 'duracion_s', 90, 'nota', 'Viene el lunes')) r), '200 atendida', 'and the agent tells how it went');
SELECT is((SELECT (u.conversacion_s, u.fuente, u.peticion_estado)::text FROM pg_temp.ultima() u), '(90,manual,resuelta)', 'which is what counts');
SELECT is(pg_temp.rechazo($$SELECT api.registrar(pg_temp.como('ana'), '{}', jsonb_build_object('llamada_id', (pg_temp.ultima()).id, 'resultado', 'ocupado'))$$),
  'CC409 /resultado Ya se dijo cómo fue esa llamada.', 'once');

SELECT * FROM finish();
ROLLBACK;
