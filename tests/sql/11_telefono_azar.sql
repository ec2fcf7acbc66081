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

SELECT plan(7);
SELECT is((SELECT count(*) FROM leido WHERE clase IS NOT NULL), 3000::bigint, 'no writing is an error, and each has a kind');
SELECT cmp_ok((SELECT count(*) FROM leido WHERE e164 IS NOT NULL), '>', 10::bigint, 'some are numbers');
SELECT lives_ok('SELECT e164::cc.e164 FROM leido', 'what is given as E.164 is of that form');
SELECT is_empty('SELECT texto, clave FROM leido WHERE clave !~ ''^\+?[0-9]{1,40}$'' OR length(clave) > 40', 'a key is digits, with or without plus sign');
SELECT is_empty('SELECT texto, clave, cc.telefono_clave(clave, pais) FROM leido WHERE clave <> coalesce(cc.telefono_clave(clave, pais), '''')',
  'the key of a key is the key');
SELECT is_empty('SELECT texto, clase FROM leido WHERE clase IN (''interno'', ''corto'', ''oculto'', ''desconocido'') AND e164 IS NOT NULL AND clase <> ''desconocido''',
  'internal, short and hidden numbers have no E.164');
-- Digits alone, of every country, are where the short way of cc.telefono_clave begins.
CREATE TEMP TABLE corto_o_largo AS
SELECT d.texto, d.pais, t.e164, t.clase, cc.telefono_clave(d.texto, d.pais) AS clave
FROM (
  SELECT p.region AS pais, (ARRAY['', '+' || p.pais_codigo, p.pais_codigo, '00' || p.pais_codigo, '+', '810'])[1 + k % 6]
    || substr((random() * 1e15)::bigint::text, 1, 3 + k / 6 % 9) AS texto
  FROM cc.plan_numeracion p, generate_series(1, 108) k
  UNION ALL
  SELECT p.region, o.texto FROM cc.plan_numeracion p,
    (VALUES ('+266696687'), ('+7378742833'), ('+2562533'), ('+8656696'), ('+86282452253'), ('000000000')) o (texto)) d,
  cc.telefono_normalizar(d.texto, d.pais) t;
SELECT is_empty($$SELECT * FROM corto_o_largo WHERE clave IS DISTINCT FROM CASE WHEN clase <> 'oculto' THEN coalesce(e164, left(texto, 40)) END$$,
  'the key of a number in digits is what reading it the long way gives');
SELECT * FROM finish();
ROLLBACK;
