-- Who is asking, and may they.
BEGIN;
\ir comun/escenario.sql
SELECT plan(24);

CREATE FUNCTION pg_temp.entra(quien text, rol text DEFAULT 'agente', ambito text DEFAULT NULL) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN pg_temp.rechazo(format('SELECT cc.autenticar(%L, %L, %L, %L)', pg_temp.como(quien), '{}', rol, ambito));
END $$;

SELECT is(autenticar(pg_temp.como('sara'), '{}', 'agente', NULL),
  ROW(9001, 9603, 9703, NULL, '{9011,9012}', '{9011}', '{}')::quien, 'a session is its agent, with the role in each clinic');
SELECT is((autenticar(pg_temp.como('sara'), '{}', 'supervisor', NULL)).clinicas, '{9011}'::bigint[],
  'the clinics are those where the role that was asked for is held');
SELECT is((autenticar(pg_temp.como('zoe'), '{}', 'supervisor', NULL)).clinicas, '{9021}'::bigint[],
  'an administrator is a supervisor as well');
SELECT is((autenticar(pg_temp.como('dora'), '{}', NULL, NULL)).clinicas, '{9011}'::bigint[], 'no role: anybody who is logged in');
SELECT is(autenticar(pg_temp.como('erp'), '{}', 'supervisor', 'llamadas:leer'),
  ROW(9001, NULL, NULL, 9801, '{9011,9012}', '{9011,9012}', '{9011,9012}')::quien, 'a key is every clinic of its group');
SELECT is((autenticar(pg_temp.como('lector'), '{}', 'agente', 'llamadas:leer')).clinicas, '{9012}'::bigint[], 'or the clinics that it names');

SELECT is(pg_temp.entra('ana', 'supervisor'), 'CC403 Su usuario no tiene permiso para esto.', 'an agent is no supervisor');
SELECT is(pg_temp.entra('dora'), 'CC403 Su usuario no tiene permiso para esto.', 'the privacy officer is no agent');
SELECT is(pg_temp.entra('dora', 'delegado'), 'bien', 'but the privacy officer');
SELECT is(pg_temp.entra('zoe', 'delegado'), 'CC403 Su usuario no tiene permiso para esto.', 'which an administrator is not');
SELECT is(pg_temp.entra('lector', 'agente', 'pacientes:leer'), 'CC403 La clave no tiene permiso para esto.', 'a key needs the scope');
SELECT is(pg_temp.entra('erp', 'agente', NULL), 'CC403 La clave no tiene permiso para esto.', 'where no key may, none does');
SELECT is(pg_temp.entra('nadie'), 'CC401 La sesión ha terminado. Vuelva a entrar.', 'a token that nobody has is nobody');
SELECT is(pg_temp.rechazo($$SELECT cc.autenticar(NULL, '{}', 'agente', NULL)$$), 'CC401 Hace falta identificarse.', 'nor is none');
SELECT is(pg_temp.rechazo($$SELECT cc.autenticar('\x01', '{}', 'agente', NULL)$$), 'CC401 Hace falta identificarse.', 'nor half of one');
SELECT is(pg_temp.rechazo($$SELECT cc.autenticar('\x03' || sha256('ana'), '{}', 'agente', NULL)$$), 'CC401 Hace falta identificarse.',
  'a socket''s ticket opens no route');
SELECT is(pg_temp.rechazo($$SELECT cc.autenticar('\x02' || sha256('ana'), '{}', 'agente', 'llamadas:leer')$$),
  'CC401 Hace falta identificarse.', 'a cookie is no key');

SET LOCAL cc.reloj = '2026-03-10 19:59+01';
SELECT is(pg_temp.entra('ana'), 'bien', 'a session lives through eight idle hours');
SET LOCAL cc.reloj = '2026-03-10 20:00+01';
SELECT is(pg_temp.entra('ana'), 'CC401 La sesión ha terminado. Vuelva a entrar.', 'and no longer');
UPDATE sesion SET ultimo_uso = ahora() - interval '1 minute', inactividad = '1 day' WHERE id = 9701;
SET LOCAL cc.reloj = '2026-03-11 04:00+01';
SELECT is(pg_temp.entra('ana'), 'CC401 La sesión ha terminado. Vuelva a entrar.', 'sixteen hours end it, used or not');
SET LOCAL cc.reloj = '2026-03-10 12:00+01';
UPDATE sesion SET cerrada = ahora() WHERE id = 9702;
SELECT is(pg_temp.entra('bea'), 'CC401 La sesión ha terminado. Vuelva a entrar.', 'a closed one is over');
UPDATE agente SET activo = false WHERE id = 9603;
SELECT is(pg_temp.entra('sara'), 'CC401 La sesión ha terminado. Vuelva a entrar.', 'whoever was switched off is out at once');
UPDATE clave_api SET revocada = ahora() WHERE id = 9801;
UPDATE clave_api SET caduca = ahora() WHERE id = 9802;
SELECT is(pg_temp.entra('erp', 'agente', 'llamadas:leer'), 'CC401 Hace falta identificarse.', 'a revoked key is none');
SELECT is(pg_temp.entra('lector', 'agente', 'llamadas:leer'), 'CC401 Hace falta identificarse.', 'nor is an expired one');

SELECT * FROM finish();
ROLLBACK;
