-- Matrix (b): the defaults, a clinic's own rows, who may write them, and what is refused.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL search_path = cc, public, pg_catalog;
SELECT plan(19);

INSERT INTO grupo (id, nombre) OVERRIDING SYSTEM VALUE VALUES (9001, 'Uno'), (9002, 'Otro');
INSERT INTO clinica (id, grupo_id, nombre) OVERRIDING SYSTEM VALUE VALUES (9011, 9001, 'Centro'), (9012, 9001, 'Norte'), (9021, 9002, 'Lejos');
INSERT INTO agente (id, grupo_id, usuario, nombre) OVERRIDING SYSTEM VALUE VALUES (9101, 9001, 'a9101', 'Ana'), (9102, 9001, 'a9102', 'Jefa');
INSERT INTO agente_clinica (agente_id, clinica_id, grupo_id, rol) VALUES (9101, 9011, 9001, 'agente'), (9102, 9011, 9001, 'administrador');
INSERT INTO sesion (grupo_id, agente_id, token_hash, caduca)
SELECT 9001, a, sha256(convert_to('s' || a, 'UTF8')), now() + interval '1 hour' FROM unnest(ARRAY[9101, 9102]) a;
CREATE FUNCTION pg_temp.cred(agente int) RETURNS bytea LANGUAGE sql AS
  $$ SELECT '\x01'::bytea || sha256(convert_to('s' || agente, 'UTF8')) $$;
-- Writes one row over the default, some members replaced.
CREATE FUNCTION pg_temp.pone(agente int, clinica bigint, si_coincide text, cambios jsonb) RETURNS api.respuesta LANGUAGE sql AS $$
  SELECT api.matriz_poner(pg_temp.cred(agente), jsonb_strip_nulls(jsonb_build_object('si_coincide', si_coincide)), clinica,
    jsonb_build_object('filas', jsonb_build_array(to_jsonb(d) || cambios)))
  FROM cc.matriz_defecto() d WHERE d.llamada = 'entrante_perdida' AND d.quien = 'unico' $$;
CREATE FUNCTION pg_temp.fila(clinica bigint) RETURNS text LANGUAGE sql AS $$
  SELECT format('%s %s %s', m.seguimiento, m.prioridad, m.propia) FROM cc.matriz_de(clinica) m
  WHERE m.llamada = 'entrante_perdida' AND m.quien = 'unico' $$;

SELECT is((SELECT count(*)::int FROM matriz_defecto()), 35, 'seven kinds of call by five kinds of caller');
SELECT is((SELECT count(DISTINCT (llamada, quien))::int FROM matriz_defecto()), 35, 'each once');
SELECT is(pg_temp.fila(9011), 't 50 f', 'a clinic without rows has the defaults');
SELECT is((api.matriz_ver(pg_temp.cred(9101), '{}', 9011)).cabeceras, '{"ETag": "W/\"0\""}', 'an agent may read it');
SELECT throws_ok('SELECT api.matriz_ver(pg_temp.cred(9101), ''{}'', 9012)', 'CC404', NULL, 'another clinic of the group is not there');
SELECT throws_ok('SELECT api.matriz_ver(pg_temp.cred(9101), ''{}'', 9021)', 'CC404', NULL, 'nor is one of another group');

SELECT throws_ok('SELECT pg_temp.pone(9101, 9011, ''0'', ''{}'')', 'CC403', NULL, 'an agent may not write it');
SELECT throws_ok('SELECT pg_temp.pone(9102, 9012, ''0'', ''{}'')', 'CC404', NULL, 'nor an administrator that of another clinic');
SELECT throws_ok('SELECT pg_temp.pone(9102, 9011, NULL, ''{}'')', 'CC428', NULL, 'writing needs If-Match');
SELECT throws_ok('SELECT pg_temp.pone(9102, 9011, ''7'', ''{}'')', 'CC412', NULL, 'of the present version');

SELECT is((pg_temp.pone(9102, 9011, '0', '{"prioridad": 90}')).estado, 200, 'an administrator writes a row');
SELECT is(pg_temp.fila(9011), 't 90 t', 'which is now the clinic''s');
SELECT is(pg_temp.fila(9012), 't 50 f', 'and of no other clinic');
SELECT is((SELECT datos #>> '{pedido,0,prioridad}' FROM auditoria WHERE accion = 'matriz.poner' AND objeto_id = 9011), '90', 'the audit trail has it');
SELECT throws_ok('SELECT pg_temp.pone(9102, 9011, ''0'', ''{"prioridad": 10}'')', 'CC412', NULL, 'the version has moved on');
SELECT is((pg_temp.pone(9102, 9011, '1', '{}')).cabeceras, '{"ETag": "W/\"2\""}', 'the default is written back');
SELECT is(pg_temp.fila(9011), 't 50 f', 'and the row follows the defaults again');

CREATE FUNCTION pg_temp.errores(cambios jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  detalle text;
BEGIN
  PERFORM pg_temp.pone(9102, 9011, '2', cambios);
  RETURN NULL;
EXCEPTION WHEN SQLSTATE 'CC422' THEN
  GET STACKED DIAGNOSTICS detalle = PG_EXCEPTION_DETAIL;
  RETURN jsonb_path_query_array(detalle::jsonb, '$[*].pointer');
END $$;
SELECT is(pg_temp.errores('{"prioridad": 101, "plazo": "nunca", "color": "rojo", "seguimiento": "x"}'),
  '["/filas/0/color", "/filas/0/plazo", "/filas/0/prioridad", "/filas/0/seguimiento"]', 'all that is wrong is named at once');
SELECT throws_ok('SELECT api.matriz_poner(pg_temp.cred(9102), ''{"si_coincide": "2"}'', 9011, ''{"filas": []}'')', 'CC422', NULL, 'no rows are none');

SELECT * FROM finish();
ROLLBACK;
