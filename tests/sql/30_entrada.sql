-- The intake: what is new, what is known, what cannot be read, whose configuration is stale.
BEGIN;
SELECT plan(33);
SET LOCAL client_min_messages = warning;
SET LOCAL search_path = cc, public, pg_catalog;
SET LOCAL TimeZone = 'UTC';
SET LOCAL cc.reloj = '2026-03-10 12:00+01';
\ir comun/escenario.sql
UPDATE centralita SET zona = 'Europe/Madrid' WHERE id = 9031;

CREATE FUNCTION pg_temp.entra(eventos jsonb, entrega text DEFAULT NULL, crudo text DEFAULT NULL, version int DEFAULT 1) RETURNS json
LANGUAGE sql AS $$
  SELECT cuerpo FROM api.evento_pbx(9031, version, '{"peticion": "r1"}', entrega, convert_to(coalesce(crudo, eventos::text), 'UTF8'),
                                    NULL, eventos, CASE WHEN eventos IS NULL THEN 'no es JSON' END)
$$;
CREATE FUNCTION pg_temp.evento(llamada text, tipo text, momento text, otros jsonb DEFAULT '{}') RETURNS jsonb LANGUAGE sql AS
  $$ SELECT jsonb_build_object('llamada', llamada, 'tipo', tipo, 'momento', momento) || otros $$;
CREATE FUNCTION pg_temp.veredicto() RETURNS text LANGUAGE sql AS
  $$ SELECT veredicto || coalesce(': ' || motivo, '') FROM cc.evento_pbx ORDER BY id DESC LIMIT 1 $$;

-- Once
SELECT is(pg_temp.entra(jsonb_build_array(pg_temp.evento('A', 'llamada.ofrecida', '2026-03-10T11:00:00Z',
  '{"direccion": "entrante", "origen": "612345678"}')), 'd1')::text, '{"recibidos" : 1, "duplicado" : false}', 'a new event is a new fact');
SELECT is(pg_temp.veredicto(), 'aplicada', 'and its delivery is kept as applied');
SELECT is((SELECT estado FROM llamada WHERE raiz = 'A'), 'recibida', 'the call exists');
SELECT is((SELECT peticion FROM evento_pbx), 'r1', 'the delivery knows its request');

-- Twice
SELECT is(pg_temp.entra('[]', 'd1')::text, '{"recibidos": 0, "duplicado": true}', 'a delivery of a known id is a duplicate, whatever it says');
SELECT is((SELECT count(*)::int FROM evento_pbx), 1, 'and is not kept again');
SELECT is(pg_temp.entra(jsonb_build_array(pg_temp.evento('A', 'llamada.ofrecida', '2026-03-10T12:00:00+01:00',
  '{"direccion": "entrante", "origen": "612345678", "linea": "", "cola": null}')), 'd2')::text,
  '{"recibidos" : 0, "duplicado" : false}', 'the same event in another delivery, written otherwise, is no new fact');
SELECT is(pg_temp.veredicto(), 'duplicada', 'and its delivery says so');
SELECT is((SELECT version FROM llamada WHERE raiz = 'A'), 1, 'the call has not changed');
SELECT is(pg_temp.entra('[]', NULL, 'x')::text, '{"recibidos" : 0, "duplicado" : false}', 'without an id the body names the delivery');
SELECT is(pg_temp.entra('[]', NULL, 'x')::text, '{"recibidos": 0, "duplicado": true}', 'twice the same body is a duplicate');

-- Stale configuration
SELECT throws_ok($$SELECT pg_temp.entra('[]', 'd3', NULL, 2)$$, 'CC419', NULL, 'another version of the centralita is refused');
SELECT is((SELECT count(*)::int FROM evento_pbx_visto WHERE clave = sha256('d3')), 0, 'and the delivery can come again');
UPDATE centralita SET activa = false WHERE id = 9031;
SELECT throws_ok($$SELECT pg_temp.entra('[]', 'd3')$$, 'CC419', NULL, 'a centralita that is off takes nothing');
UPDATE centralita SET activa = true WHERE id = 9031;

-- Bad elements
SELECT is(pg_temp.entra(jsonb_build_array(
    pg_temp.evento('A', 'tramo.suena', '2026-03-10T11:00:01Z', '{"extension": "101"}'),
    pg_temp.evento('A', 'tramo.suena', '2026-02-30T11:00:01Z'),
    pg_temp.evento(repeat('x', 129), 'tramo.suena', '2026-03-10T11:00:01Z'),
    pg_temp.evento('A', 'tramo.suena', '2026-03-10T11:00:01Z', '{"causa": "mucha"}'),
    pg_temp.evento('A', 'cierre.inferido', '2026-03-10T11:00:01Z'),
    '{"_error": "rol", "_crudo": {}}'::jsonb, 7), 'd4') ->> 'recibidos', '1', 'a bad element does not spoil the good ones');
SELECT is(pg_temp.veredicto(), 'parcial: 2: momento; 3: llamada; 4: causa; 5: tipo; 6: rol; 7: no es un objeto',
  'each bad one is named; what only this house may say is bad');
SELECT is((SELECT estado FROM llamada WHERE raiz = 'A'), 'sonando', 'the good one took effect');
SELECT is((SELECT cuarentena FROM centralita_salud WHERE centralita_id = 9031), 6::bigint, 'bad elements are counted');
SELECT is(pg_temp.entra('["a"]', 'd5') ->> 'recibidos', '0', 'nothing good in it');
SELECT is(pg_temp.veredicto(), 'cuarentena: 1: no es un objeto', 'the whole is quarantined');
SELECT is(pg_temp.entra(NULL, 'd6', 'basura') ->> 'recibidos', '0', 'what cannot be read is taken all the same');
SELECT is(pg_temp.veredicto(), 'ilegible: no es JSON', 'and kept with the reason');
SELECT is((SELECT convert_from(crudo, 'UTF8') FROM evento_pbx ORDER BY id DESC LIMIT 1), 'basura', 'as it came');

-- Unknown types
SELECT is(pg_temp.entra(jsonb_build_array(pg_temp.evento('Z', 'llamada.bailada', '2026-03-10T11:00:00Z')), 'd7') ->> 'recibidos', '1',
  'an unknown type is stored');
SELECT is((SELECT count(*)::int FROM llamada WHERE raiz = 'Z'), 0, 'and makes no call');
SELECT is((SELECT desconocidos FROM centralita_salud WHERE centralita_id = 9031), 1::bigint, 'and is counted');

-- Moments
SELECT is(hecho_momento('2026-07-01T10:00:00.123456', 'Europe/Madrid'), '2026-07-01 08:00:00.123456+00', 'without offset: the PBX''s zone');
SELECT is(hecho_momento('2026-07-01t10:00:00-0500', 'Europe/Madrid'), '2026-07-01 15:00:00+00', 'with offset: what it says');
SELECT is(hecho_momento('2024-02-29T10:00:00Z', 'UTC'), '2024-02-29 10:00:00+00', 'leap days exist');
SELECT is(ARRAY(SELECT m FROM unnest('{2025-02-29T10:00:00Z, 2025-13-01T10:00:00Z, 2025-01-01, hoy, 2025-01-01T25:00:00Z, infinity}'::text[]) m
  WHERE hecho_momento(m, 'UTC') IS NOT NULL), '{}', 'no moment at all');

-- Refusals, configuration
SELECT is((api.evento_pbx_rechazado(9031, '{}', 'firma_incorrecta', '{"credenciales": []}', 7)).estado, 204, 'a refused delivery is noted');
SELECT is((SELECT rechazados || ' ' || ultimo_motivo FROM centralita_salud WHERE centralita_id = 9031), '1 firma_incorrecta', 'and counted');
SELECT results_eq($$SELECT id, version, adaptador, zona, activa FROM api.centralita_config('prueba-centralita-1')$$,
  $$VALUES (9031::bigint, 1, 'generica', 'Europe/Madrid', true)$$, 'a worker learns what it needs of a centralita');

SELECT * FROM finish();
ROLLBACK;
