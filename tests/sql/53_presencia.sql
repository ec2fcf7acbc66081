-- Who can answer.
BEGIN;
\ir comun/escenario.sql
SELECT plan(16);

CREATE FUNCTION pg_temp.lista(quien text) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg((e ->> 'nombre') || ':' || (e ->> 'estado') || coalesce('(' || (e ->> 'motivo') || ')', '') || coalesce('@' || (e ->> 'extension'), ''),
    ' ' ORDER BY n)
  FROM api.presencia_listar(pg_temp.como(quien), '{}') r, json_array_elements(r.cuerpo -> 'elementos') WITH ORDINALITY x (e, n) $$;
CREATE FUNCTION pg_temp.pone(quien text, cuerpo jsonb) RETURNS text LANGUAGE sql AS $$
  SELECT (api.presencia_poner(pg_temp.como(quien), '{}', cuerpo)).cuerpo ->> 'estado' $$;
SELECT is(pg_temp.lista('ana'), 'Ana:desconectado Bea:desconectado Sara:desconectado', 'the people of my clinic, the privacy officer apart');
SELECT is(pg_temp.lista('sara'), 'Ana:desconectado Bea:desconectado Nora:desconectado Sara:desconectado', 'of all my clinics');
SELECT is((api.sesion_puesto(pg_temp.como('ana'), '{}', '{"extension_id": 9101}')).estado, 200, 'ana sits down');
SELECT is(pg_temp.lista('bea'), 'Ana:disponible@101 Bea:desconectado Sara:desconectado', 'and is there');
SELECT pg_temp.oye(9011) \g /dev/null
SELECT is(pg_temp.pone('ana', '{"estado": "pausa", "motivo": " Café "}'), 'pausa', 'a pause');
SELECT is(pg_temp.lista('bea'), 'Ana:pausa(Café)@101 Bea:desconectado Sara:desconectado', 'with its reason');
SELECT is(pg_temp.oye(9011), 'presencia:9601', 'the panel hears it');
SELECT is(pg_temp.pone('ana', '{"estado": "pausa", "motivo": "Café"}'), 'pausa', 'the same again');
SELECT is(pg_temp.oye(9011), NULL, 'is no news');
SELECT is(pg_temp.pone('ana', '{"estado": "disponible"}'), 'disponible', 'and back');
UPDATE presencia SET estado = 'en_llamada' WHERE agente_id = 9601;
SELECT is(pg_temp.pone('ana', '{"estado": "pausa"}'), 'en_llamada', 'what the telephone says goes first');
UPDATE presencia SET conectado = true WHERE agente_id = 9601;
SELECT is(presencia_derivar('{9601}'), '{9601}', 'when the call is over');
SELECT is((SELECT estado FROM presencia WHERE agente_id = 9601), 'pausa', 'the pause begins');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.pone('ana', '{"estado": "desconectado"}')$$), 'CC422 /estado Debe ser uno de: disponible, pausa.',
  'nobody says that they are away');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.pone('erp', '{"estado": "pausa"}')$$), 'CC403 La clave no tiene permiso para esto.', 'nor does a key');
SELECT is((api.sesion_cerrar(pg_temp.como('ana'), '{}')).estado::text || pg_temp.lista('bea'), '204Ana:desconectado Bea:desconectado Sara:desconectado',
  'logging out leaves the seat');

SELECT * FROM finish();
ROLLBACK;
