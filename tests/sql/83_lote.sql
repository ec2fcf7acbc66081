-- The ERP's feed in bulk: lines in transactions, a report of the bad ones, and going on where it stopped.
BEGIN;
\ir comun/escenario.sql
SELECT plan(16);

CREATE FUNCTION pg_temp.manda(primera bigint, clave text, VARIADIC lineas text[]) RETURNS text LANGUAGE sql AS $$
  SELECT (r.cuerpo ->> 'lineas') || ' lines: ' || (r.cuerpo ->> 'creados') || ' new, ' || (r.cuerpo ->> 'actualizados') || ' old, '
    || (r.cuerpo ->> 'fallidos') || ' bad'
  FROM api.pacientes_lote(pg_temp.como('erp'), jsonb_build_object('peticion', 'p', 'idempotencia', jsonb_build_object('clave', clave, 'huella', 'h')),
    primera, (SELECT string_agg(l || E'\n', '' ORDER BY n) FROM unnest(lineas) WITH ORDINALITY x (l, n))) r $$;
CREATE FUNCTION pg_temp.errores(clave text) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(rtrim((e ->> 'linea') || ' ' || coalesce(e #>> '{errors,0,pointer}', '') || ' ' || coalesce(e #>> '{errors,0,detail}', e ->> 'detail')), ' · ' ORDER BY n)
  FROM cc.idempotencia i, json_array_elements(i.cuerpo -> 'errores') WITH ORDINALITY x (e, n) WHERE i.clave = 'lote ' || errores.clave $$;
CREATE FUNCTION pg_temp.linea(n int) RETURNS text LANGUAGE sql AS $$
  SELECT format('{"erp_ref": "L-%s", "nombre": "Línea", "apellidos": "%s", "clinica_id": 9011, "telefonos": [{"numero": "6990001%s"}]}', n, n, lpad(n::text, 2, '0')) $$;

SELECT is(pg_temp.manda(1, 'a', pg_temp.linea(1), pg_temp.linea(2), '', E'  \r', pg_temp.linea(3)), '5 lines: 3 new, 0 old, 0 bad', 'lines become patients, empty ones nothing');
SELECT is((SELECT count(*)::int FROM paciente_telefono t JOIN paciente p ON p.id = t.paciente_id WHERE p.erp_ref LIKE 'L-%'), 3, 'with their numbers');
SELECT is(pg_temp.manda(6, 'a', pg_temp.linea(4), pg_temp.linea(3)), '7 lines: 4 new, 1 old, 0 bad', 'the next transaction adds to the report');
SELECT is(pg_temp.manda(1, 'a', pg_temp.linea(1), pg_temp.linea(2), '', E'  \r', pg_temp.linea(3)), '7 lines: 4 new, 1 old, 0 bad',
  'sent again, what was written is not written again');
SELECT is(pg_temp.manda(6, 'a', pg_temp.linea(4), pg_temp.linea(3), pg_temp.linea(5)), '8 lines: 5 new, 1 old, 0 bad', 'and it goes on in the middle of a transaction');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.manda(1, 'a', pg_temp.linea(9))$$), 'CC422 Esa Idempotency-Key ya se usó con otra petición.', 'another feed with its key is refused');

SELECT is(pg_temp.manda(1, 'b', pg_temp.linea(6), '{"erp_ref": "B-1"', '[]', '{"nombre": "Sin referencia", "clinica_id": 9011}',
    '{"erp_ref": "B-2", "nombre": "X", "clinica_id": 9021}', '{"erp_ref": "B-3", "nombre": "X", "clinica_id": 9011, "telefonos": [{"numero": "1"}]}',
    '!larga', '!texto', '{"erp_ref": "B-4", "nombre": "\u0000", "clinica_id": 9011}', pg_temp.linea(7)), '10 lines: 2 new, 0 old, 8 bad',
  'a bad line costs itself alone');
SELECT is(pg_temp.errores('b'), '2  No es JSON. · 3  El cuerpo debe ser un objeto JSON. · 4 /erp_ref Falta este dato. · 5 /clinica_id No existe esa clínica. · '
  || '6 /telefonos/0/numero No es un número de teléfono completo. · 7  La línea es demasiado larga (límite lote_linea). · 8  La línea no es texto UTF-8. · 9  No es JSON.',
  'and the report says of each what is wrong');
SELECT is((SELECT string_agg(erp_ref, ' ' ORDER BY erp_ref) FROM paciente WHERE grupo_id = 9001 AND erp_ref ~ '^(B-|L-[67])'), 'L-6 L-7', 'nothing of a bad line stays');
SELECT is(pg_temp.manda(1, 'c', repeat('[', 100000)), '1 lines: 0 new, 0 old, 1 bad', 'nor does one that is nested too deep end the feed');
SELECT is(pg_temp.manda(1, 'd', VARIADIC ARRAY(SELECT '{}' FROM generate_series(1, 1200))), '1200 lines: 0 new, 0 old, 1200 bad', 'all are counted');
SELECT is((SELECT json_array_length(cuerpo -> 'errores') FROM idempotencia WHERE clave = 'lote d'), 1000, 'and 1000 told');
SELECT is((api.pacientes_lote(pg_temp.como('erp'), '{"peticion": "vacia"}', 1, '')).cuerpo ->> 'lineas', '0', 'an empty feed is none');
SELECT is((api.pacientes_lote(pg_temp.como('erp'), '{"peticion": "q"}', 1, pg_temp.linea(8) || E'\n')).cuerpo ->> 'creados', '1', 'a key is not needed');
SELECT is(pg_temp.rechazo($$SELECT api.pacientes_lote(pg_temp.como('ana'), '{"peticion": "q"}', 1, '')$$), 'CC403 Su usuario no tiene permiso para esto.', 'a receptionist feeds nothing');
SELECT is(pg_temp.rechazo($$SELECT api.pacientes_lote(pg_temp.como('lector'), '{"peticion": "q"}', 1, '')$$), 'CC403 La clave no tiene permiso para esto.', 'nor does a key that reads');

SELECT * FROM finish();
ROLLBACK;
