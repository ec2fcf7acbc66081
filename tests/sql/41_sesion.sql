-- Logging in, sitting down, leaving.
BEGIN;
\ir comun/escenario.sql
SELECT plan(46);

-- Passwords: the delay grows with the failures, and nobody can tell who exists.
CREATE FUNCTION pg_temp.busca(usuario text) RETURNS text LANGUAGE sql AS $$
  SELECT estado || ' ' || coalesce(agente::text, '-') || ' ' || espera_ms FROM api.sesion_buscar(usuario, '{}') $$;
SELECT is(pg_temp.busca('ana'), '200 9601 0', 'a user is found, with nothing to wait for');
SELECT is((SELECT clave_hash FROM api.sesion_buscar(' ANA ', '{}')), 'hash-ana', 'however they write their name');
SELECT is(pg_temp.busca('nadie'), '200 - 0', 'nobody is somebody whose password will be wrong');
SELECT matches((SELECT clave_hash FROM api.sesion_buscar('nadie', '{}')), '^\$argon2id\$v=19\$m=19456,t=2,p=1\$.{22}\$.{43}$',
  'with a hash that costs as much to verify');
UPDATE agente SET activo = false WHERE id = 9602;
SELECT is(pg_temp.busca('bea'), '200 - 0', 'so is whoever was switched off');
SELECT is((api.sesion_fallo('ana', '{}')).estado, 401, 'a wrong password is 401, returned so that it is counted');
SELECT is((api.sesion_fallo('ana', '{}')).cuerpo #>> '{detail}', (api.sesion_fallo('nadie', '{}')).cuerpo #>> '{detail}',
  'and says the same of somebody and of nobody');
SELECT is(pg_temp.busca('ana'), '200 9601 0', 'two failures are a slip');
SELECT is((api.sesion_fallo('ana', '{}')).estado, 401, 'the third');
SELECT is(pg_temp.busca('ana'), '429 9601 1000', 'costs a second');
SELECT is((api.sesion_fallo('nadie', '{}'), api.sesion_fallo('nadie', '{}'))::text IS NOT NULL, true, 'nobody fails as well');
SELECT is(pg_temp.busca('nadie'), '429 - 1000', 'and waits as well');
SELECT is((api.sesion_fallo('ana', '{}')).estado, 401, 'the fourth');
SELECT is(pg_temp.busca('ana'), '429 9601 2000', 'costs two');
UPDATE agente SET fallos = 500 WHERE id = 9601;
SELECT is(pg_temp.busca('ana'), '429 9601 8000', 'never more than eight: no lockout');
SET LOCAL cc.reloj = '2026-03-10 12:00:08+01';
SELECT is(pg_temp.busca('ana'), '200 9601 0', 'after which it is looked at again');
SELECT is((SELECT count(*)::int FROM auditoria WHERE accion = 'sesion.fallo' AND objeto_id = 9601), 4, 'each failure is noted');

-- A session.
CREATE TEMP TABLE entrada AS SELECT * FROM api.sesion_crear(9601, sha256('nueva'), '{"ip": "10.1.2.3"}');
SELECT is((SELECT estado FROM entrada), 201, 'the right password makes a session');
SELECT is((SELECT cuerpo #>> '{agente,nombre}' FROM entrada), 'Ana', 'which says who');
SELECT is((SELECT (cuerpo -> 'clinicas')::jsonb FROM entrada),
  '[{"id": 9011, "nombre": "Centro", "zona": "Europe/Madrid", "rol": "agente"}]', 'where and as what');
SELECT is((SELECT string_agg(e ->> 'numero', ' ') FROM entrada, json_array_elements(cuerpo -> 'extensiones') e), '101 102',
  'and at which of the clinic''s extensions that are in use');
SELECT is((SELECT (cuerpo ->> 'caduca')::timestamptz FROM entrada), ahora() + interval '16 hours', 'it ends in sixteen hours');
SELECT is((SELECT fallos FROM agente WHERE id = 9601), 0, 'and forgets the failures');
SELECT is((api.sesion_ver('\x01' || sha256('nueva'), '{}')).cuerpo #>> '{agente,id}', '9601', 'its cookie opens it');
SELECT is((api.sesion_crear(9604, sha256('tubo'), '{"ip": "unix:"}')).estado, 201, 'an address that is none is no obstacle');
SELECT is(pg_temp.rechazo($$SELECT api.sesion_crear(9602, sha256('otra'), '{}')$$),
  'CC401 El usuario o la contraseña no son correctos.', 'an agent who was switched off meanwhile gets none');

-- A seat.
CREATE FUNCTION pg_temp.sienta(quien text, extension bigint) RETURNS text LANGUAGE sql AS $$
  SELECT coalesce((api.sesion_puesto(pg_temp.como(quien), '{}', jsonb_build_object('extension_id', extension))).cuerpo
    #>> '{puesto,numero}', '-') $$;
SELECT is(pg_temp.sienta('ana', 9101), '101', 'ana sits at 101');
SELECT is(pg_temp.oye(9011), 'presencia:9601', 'and the panel hears it');
SELECT is((SELECT estado FROM presencia WHERE agente_id = 9601), 'disponible', 'as available');
SELECT is(pg_temp.sienta('ana', 9101), '101', 'sitting where one sits');
SELECT is(pg_temp.oye(9011), NULL, 'is no news');
SELECT is((api.sesion_ver(pg_temp.como('sara'), '{}')).cuerpo #>> '{extensiones,0,ocupada_por}', 'Ana', 'others see who is there');
SELECT is(pg_temp.sienta('ana', 9102), '102', 'ana moves to the shared 102');
SELECT is((SELECT count(*)::int FROM agente_extension WHERE agente_id = 9601 AND hasta IS NULL), 1, 'and has left 101');
SELECT is(pg_temp.sienta('sara', 9102), '102', 'sara sits there too');
SELECT is((SELECT count(*)::int FROM agente_extension WHERE extension_id = 9102 AND hasta IS NULL), 2, 'for it is shared');
SELECT is(pg_temp.sienta('ana', 9101) || pg_temp.sienta('sara', 9101), '101101', 'both go to 101, one after the other');
SELECT is((SELECT array_agg(agente_id) FROM agente_extension WHERE extension_id = 9101 AND hasta IS NULL), '{9603}',
  'which is not: the last one has it');
SELECT is(pg_temp.sienta('sara', NULL), '-', 'sara stands up');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.sienta('ana', 9201)$$), 'CC404 /extension_id No existe esa extensión en sus clínicas.',
  'another clinic''s extension is not there');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.sienta('ana', 9103)$$), 'CC404 /extension_id No existe esa extensión en sus clínicas.',
  'nor is one out of use');
SELECT is(pg_temp.rechazo($$SELECT api.sesion_puesto(pg_temp.como('ana'), '{}', '{}')$$),
  'CC422 /extension_id Falta este dato: una extensión, o null para dejar el puesto.', 'to say nothing is not to stand up');

-- A ticket, and leaving.
SELECT is((api.sesion_ticket(pg_temp.como('ana'), '{}', sha256('boleto'))).estado, 201, 'a session gets a ticket');
SELECT is((SELECT caduca FROM sesion_ticket WHERE token_hash = sha256('boleto')), ahora() + interval '30 seconds', 'for thirty seconds');
SELECT is((api.sesion_cerrar(pg_temp.como('nora'), '{}')).estado, 204, 'logging out');
SELECT is(pg_temp.rechazo($$SELECT api.sesion_ver(pg_temp.como('nora'), '{}')$$), 'CC401 La sesión ha terminado. Vuelva a entrar.',
  'ends the session');

SELECT * FROM finish();
ROLLBACK;
