-- What executors do with an order to a PBX: claim, prepare, send, say what became of it.
BEGIN;
SELECT plan(21);
\ir comun/escenario.sql
SELECT set_config('plan_cache_mode', 'auto', true) \g /dev/null
UPDATE centralita SET ajustes = '{"prefijo": "0"}' WHERE id = 9031;

INSERT INTO llamada (id, grupo_id, clinica_id, centralita_id, raiz, direccion, estado, inicio, numero) OVERRIDING SYSTEM VALUE
VALUES (9701, 9001, 9011, 9031, 'cc-aaaaaaaaaaaaaaaaaaaaaa', 'saliente', 'solicitada', ahora(), '+34612345678');
CREATE FUNCTION pg_temp.ordenar(n int) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  orden bigint;
BEGIN
  INSERT INTO cc.orden (grupo_id, clase, llamada_id, centralita_id, agente_id, peticion, extension, numero, linea_id, creada)
  VALUES (9001, 'originar', 9701, 9031, 9601, 'cc-' || lpad(n::text, 22, 'x'), '101', '+34612345678', 9401, cc.ahora())
  RETURNING id INTO orden;
  PERFORM cc.trabajo_programar('originar', orden::text, jsonb_build_object('orden_id', orden), cc.ahora(), 9001);
  RETURN orden;
END $$;
CREATE FUNCTION pg_temp.tomado() RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM api.trabajo_tomar('jobs', 'prueba', 9) WHERE clase = 'originar' $$;
CREATE FUNCTION pg_temp.como_va() RETURNS text LANGUAGE sql AS
  $$ SELECT concat_ws(' ', o.estado, o.motivo, t.estado) FROM cc.orden o JOIN cc.trabajo t ON t.clave = o.id::text ORDER BY o.id DESC LIMIT 1 $$;
DELETE FROM trabajo;

-- Sent once
SELECT pg_temp.ordenar(1) \g /dev/null
SELECT pg_temp.tomado() AS trabajo \gset
SELECT results_eq(format($$SELECT adaptador, centralita_id, publico, orden ->> 'clase', orden ->> 'extension', orden ->> 'numero',
    orden ->> 'marcar', orden ->> 'linea', (orden -> 'plazo_s')::int, repetida FROM api.orden_preparar(%s)$$, :trabajo),
  $$VALUES ('generica', 9031::bigint, 'prueba-centralita-1', 'originar', '101', '+34612345678', '0612345678', '+34911111111', 30, false)$$,
  'the executor is told what to send');
SELECT is(pg_temp.como_va(), 'enviando enviando', 'and from then on it may have been sent');
SELECT is((SELECT repetida FROM api.orden_preparar(:trabajo)), true, 'asked for again, it must not be sent again');
SELECT lives_ok(format($$SELECT api.orden_resultado(%s, 'aceptada', '', '{"llamada": "CA1"}')$$, :trabajo), 'its result comes');
SELECT is(pg_temp.como_va(), 'aceptada hecho', 'and ends both');
SELECT is((SELECT ids FROM orden), '{"llamada": "CA1"}', 'with the ids of the PBX');
SELECT lives_ok(format($$SELECT api.orden_resultado(%s, 'rechazada', 'plazo', NULL)$$, :trabajo), 'a second result');
SELECT is(pg_temp.como_va(), 'aceptada hecho', 'changes nothing');
SELECT is((SELECT entregas #>> '{0,tipo}' || ' ' || (entregas #>> '{0,cuerpo,estado}') || ' ' || (entregas #>> '{0,agentes}') FROM evento ORDER BY seq DESC LIMIT 1),
  'trabajo aceptada [9601]', 'the tabs of the agent are told');

-- Certainly not taken: again, while it is young
SELECT pg_temp.ordenar(2) \g /dev/null
SELECT pg_temp.tomado() AS trabajo \gset
SELECT api.orden_preparar(:trabajo), api.orden_resultado(:trabajo, 'reintentar', 'centralita_ocupada', NULL) \g /dev/null
SELECT is(pg_temp.como_va(), 'pedida pendiente', 'what the PBX certainly did not take is sent again');
SET LOCAL cc.reloj = '2026-03-10 12:00:19.5+01';
SELECT pg_temp.tomado() AS trabajo \gset
SELECT is((SELECT repetida FROM api.orden_preparar(:trabajo)), false, 'as if for the first time');
SELECT api.orden_resultado(:trabajo, 'reintentar', 'centralita_ocupada', NULL) \g /dev/null
SELECT is(pg_temp.como_va(), 'rechazada centralita_ocupada hecho', 'but not when the agent has waited for 20 s');

-- Too old, or the PBX is off
SELECT pg_temp.ordenar(3) \g /dev/null
SET LOCAL cc.reloj = '2026-03-10 12:00:40+01';
SELECT pg_temp.tomado() AS trabajo \gset
SELECT is_empty(format('SELECT 1 FROM api.orden_preparar(%s)', :trabajo), 'an order that nobody sent for 20 s is not sent any more');
SELECT is(pg_temp.como_va(), 'rechazada plazo hecho', 'and says why');
UPDATE centralita SET activa = false WHERE id = 9031;
SELECT pg_temp.ordenar(4) \g /dev/null
SELECT pg_temp.tomado() AS trabajo \gset
SELECT is_empty(format('SELECT 1 FROM api.orden_preparar(%s)', :trabajo), 'nor one to a centralita that was switched off');
SELECT is(pg_temp.como_va(), 'rechazada centralita_caida hecho', 'which says so');
UPDATE centralita SET activa = true WHERE id = 9031;

-- Taken back, unknown, nobody's
SELECT pg_temp.ordenar(5) AS orden \gset
SELECT pg_temp.tomado() AS trabajo \gset
UPDATE orden SET estado = 'anulada' WHERE id = :orden;
SELECT is_empty(format('SELECT 1 FROM api.orden_preparar(%s)', :trabajo), 'an order that was taken back is not sent');
SELECT is(pg_temp.como_va(), 'anulada hecho', 'and its job is over');
SELECT is_empty('SELECT 1 FROM api.orden_preparar(-1)', 'no job, nothing to do');
SELECT throws_ok('SELECT api.orden_resultado(-1, ''quiza'', NULL, NULL)', '22023', NULL, 'an unknown result is the executor''s mistake');
SELECT throws_ok('SELECT api.orden_resultado(-1, ''rechazada'', ''porque si'', NULL)', '22023', NULL, 'and so is an unknown reason');

SELECT * FROM finish();
ROLLBACK;
