-- A caller left on hold for a minute is remembered, by whoever holds them, if they still wait then.
BEGIN;
SELECT plan(5);
SET LOCAL client_min_messages = warning;
SET LOCAL search_path = cc, public, pg_catalog;
SET LOCAL TimeZone = 'UTC';
SET LOCAL cc.reloj = '2026-03-10 11:00:00Z';
\ir comun/escenario.sql
INSERT INTO agente_extension (grupo_id, agente_id, extension_id, desde) VALUES (9001, 9601, 9101, '2026-03-10 08:00Z');

CREATE FUNCTION pg_temp.pasa(tipo text, segundo int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('cc.reloj', (timestamptz '2026-03-10 11:00:00Z' + make_interval(secs => segundo))::text, true);
  PERFORM api.evento_pbx(9031, 1, '{}', NULL, convert_to(tipo || segundo, 'UTF8'), NULL, jsonb_build_array(jsonb_build_object(
    'llamada', 'R', 'tipo', tipo, 'momento', ahora(), 'direccion', 'entrante', 'origen', '612345678', 'extension', '101')), NULL);
END $$;
-- Runs what is due at a second; the warnings that it sends, as "agents since".
CREATE FUNCTION pg_temp.avisos(segundo int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  t record;
BEGIN
  PERFORM set_config('cc.reloj', (timestamptz '2026-03-10 11:00:00Z' + make_interval(secs => segundo))::text, true);
  FOR t IN SELECT * FROM api.trabajo_tomar('jobs', 'prueba', 50) WHERE clase = 'llamada_retenida' LOOP
    PERFORM api.trabajo_ejecutar(t.id);
  END LOOP;
  RETURN (SELECT string_agg(format('%s %s', e -> 'agentes' ->> 0, e #>> '{cuerpo,desde}'), ', ')
          FROM evento v, json_array_elements(v.entregas) e WHERE e ->> 'accion' = 'avisar');
END $$;

SELECT pg_temp.pasa('llamada.ofrecida', 0), pg_temp.pasa('tramo.suena', 1), pg_temp.pasa('tramo.contesta', 5),
       pg_temp.pasa('tramo.retiene', 10) \g /dev/null
SELECT is((SELECT estado FROM llamada WHERE raiz = 'R'), 'en_espera', 'the call is on hold');
SELECT is(pg_temp.avisos(69), NULL, '59 s are no reason to hurry anybody');
SELECT is(pg_temp.avisos(70), '9601 2026-03-10T11:00:10+00:00', 'after 60 s whoever holds it is told since when');
SELECT pg_temp.pasa('tramo.reanuda', 75), pg_temp.pasa('tramo.retiene', 80), pg_temp.pasa('tramo.reanuda', 100) \g /dev/null
SELECT ok((SELECT clave IS NOT NULL FROM trabajo WHERE clase = 'llamada_retenida' AND estado = 'pendiente'), 'another hold is remembered anew');
SELECT is(pg_temp.avisos(141), '9601 2026-03-10T11:00:10+00:00', 'and one that is over by then tells nobody');

SELECT * FROM finish();
ROLLBACK;
