-- Telephone numbers: what holds of any writing, on 3,000 random ones that a fixed seed repeats.
BEGIN;
SET LOCAL client_min_messages = warning;
SELECT setseed(0.42) \g /dev/null

CREATE TEMP TABLE azar AS
SELECT n, (ARRAY['ES', 'FR', 'US', 'AR', 'IT', 'JP', 'ZZ'])[1 + n % 7] AS pais,
  string_agg(substr(alfabeto, 1 + floor(random() * length(alfabeto))::int, 1), '' ORDER BY k) AS texto
FROM (VALUES ('00112233445566778899+ ()-/.,;:#*xXext@<>"sip:tel=&%2B' || U&'\00A0\202A\FF11\0661\200B' || 'áñ')) a (alfabeto),
  generate_series(1, 3000) n, LATERAL generate_series(1, 1 + n % 40) k
GROUP BY n;
CREATE TEMP TABLE leido AS
SELECT a.*, t.e164, t.clase, cc.telefono_clave(a.texto, a.pais) AS clave FROM azar a, cc.telefono_normalizar(a.texto, a.pais) t;

SELECT plan(6);
SELECT is((SELECT count(*) FROM leido WHERE clase IS NOT NULL), 3000::bigint, 'no writing is an error, and each has a kind');
SELECT cmp_ok((SELECT count(*) FROM leido WHERE e164 IS NOT NULL), '>', 10::bigint, 'some are numbers');
SELECT lives_ok('SELECT e164::cc.e164 FROM leido', 'what is given as E.164 is of that form');
SELECT is_empty('SELECT texto, clave FROM leido WHERE clave !~ ''^\+?[0-9]{1,40}$'' OR length(clave) > 40', 'a key is digits, with or without plus sign');
SELECT is_empty('SELECT texto, clave, cc.telefono_clave(clave, pais) FROM leido WHERE clave <> coalesce(cc.telefono_clave(clave, pais), '''')',
  'the key of a key is the key');
SELECT is_empty('SELECT texto, clase FROM leido WHERE clase IN (''interno'', ''corto'', ''oculto'', ''desconocido'') AND e164 IS NOT NULL AND clase <> ''desconocido''',
  'internal, short and hidden numbers have no E.164');
SELECT * FROM finish();
ROLLBACK;
