-- The history: every filter, alone and together, page after page, finds what a plain reading of its words finds.
BEGIN;
\ir comun/escenario.sql
SELECT plan(65);

-- Ten more clinics, 2,600 patients and 5,200 calls: enough that texts are common, rare and in between.
INSERT INTO clinica (id, grupo_id, nombre, zona) OVERRIDING SYSTEM VALUE
SELECT 9050 + i, 9001, 'Sede ' || i, CASE WHEN i % 2 = 0 THEN 'Atlantic/Canary' ELSE 'Europe/Madrid' END FROM generate_series(1, 10) i;
INSERT INTO agente_clinica (agente_id, clinica_id, grupo_id, rol) SELECT 9603, 9050 + i, 9001, 'agente' FROM generate_series(1, 10) i;
INSERT INTO paciente (id, grupo_id, clinica_id, nombre, apellidos) OVERRIDING SYSTEM VALUE
SELECT 20000 + i, 9001, 9011, CASE WHEN i % 700 = 0 THEN 'Éxuperio' WHEN i % 60 = 0 THEN 'Íñigo' ELSE 'José' END,
  CASE WHEN i % 7 = 0 THEN 'Peña' ELSE 'Ortiz' END || ' ' || i
FROM generate_series(1, 2600) i;
-- A name that many have, and hardly anybody who calls.
INSERT INTO paciente (id, grupo_id, clinica_id, nombre) OVERRIDING SYSTEM VALUE
SELECT 25000 + i, 9001, 9011, 'Remoto ' || i FROM generate_series(1, 2100) i;
INSERT INTO llamada (id, grupo_id, clinica_id, centralita_id, raiz, direccion, estado, resultado, es_perdida, inicio,
  conversacion_s, numero, extension, agente_id, linea_id, paciente_id, tipificacion_id)
OVERRIDING SYSTEM VALUE
SELECT 30000 + i, 9001, CASE WHEN i % 2 = 0 THEN 9011 WHEN i % 3 = 0 THEN 9012 ELSE 9051 + i % 10 END, 9031, 'h' || i,
  CASE i % 5 WHEN 0 THEN 'saliente' ELSE 'entrante' END, CASE WHEN i < 4 THEN 'en_curso' ELSE 'finalizada' END,
  CASE WHEN i < 4 THEN NULL WHEN i % 11 = 0 THEN 'perdida_sin_respuesta' WHEN i % 13 = 0 THEN 'abandonada_en_cola' ELSE 'atendida' END,
  i % 11 = 0 OR i % 13 = 0, ahora() - (i / 2) * interval '20 minutes', i % 300,
  CASE WHEN i % 17 > 0 THEN '+346' || lpad((i * 7919 % 100000000)::text, 8, '0') END, (100 + i % 3)::text,
  CASE i % 3 WHEN 0 THEN 9601 WHEN 1 THEN 9603 END, CASE WHEN i % 2 = 0 THEN 9401 END,
  CASE WHEN i % 4 > 0 THEN 20000 + i % 2600 + 1 END, CASE i % 9 WHEN 0 THEN 9501 END
FROM generate_series(1, 5200) i;
UPDATE llamada SET paciente_id = 27090 + id % 10 WHERE id > 35195;
UPDATE llamada SET fusionada_en = 30001 WHERE id IN (30100, 30200);
INSERT INTO llamada_paciente (llamada_id, paciente_id, papel, grupo_id, origen)
SELECT id, paciente_id, 'interlocutor', grupo_id, 'unica' FROM llamada WHERE id > 30000 AND paciente_id IS NOT NULL
UNION ALL SELECT 35150, 9902, 'asunto', 9001, 'elegida' UNION ALL SELECT 30007, 9902, 'asunto', 9001, 'elegida';
INSERT INTO nota (grupo_id, llamada_id, texto)
SELECT 9001, id, CASE WHEN id % 50 = 0 THEN 'Ortodoncia: presupuesto' WHEN id = 34999 THEN 'Perdió una férula' ELSE 'Confirma' END
FROM llamada WHERE id > 30000 AND id % 10 = 0;
INSERT INTO llamada (grupo_id, clinica_id, raiz, direccion, estado, inicio, numero)
SELECT 9002, 9021, 'ajena' || i, 'entrante', 'finalizada', ahora() - i * interval '1 hour', '+34612345678' FROM generate_series(1, 20) i;

ANALYZE paciente, llamada, llamada_paciente, nota, numero_visto;

CREATE FUNCTION pg_temp.pide(quien text, f jsonb) RETURNS api.respuesta LANGUAGE sql AS $$
  SELECT api.historial(pg_temp.como(quien), '{}', f ->> 'desde', f ->> 'hasta', f ->> 'direccion', f ->> 'resultado', f ->> 'estado',
    (f ->> 'agente_id')::bigint, f ->> 'extension', (f ->> 'linea_id')::bigint, (f ->> 'paciente_id')::bigint,
    (f ->> 'tipificacion_id')::bigint, (f ->> 'perdida')::boolean, (f ->> 'duracion_min_s')::int, f ->> 'q',
    (f ->> 'clinica_id')::bigint, f ->> 'cursor', (f ->> 'limite')::int) $$;
-- All pages, as one list of ids.
CREATE FUNCTION pg_temp.paginas(quien text, f jsonb) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
  r api.respuesta; todas bigint[] := '{}'; sigue text;
BEGIN
  LOOP
    r := pg_temp.pide(quien, f || jsonb_build_object('cursor', sigue, 'limite', 200));
    todas := todas || ARRAY(SELECT (e ->> 'id')::bigint FROM json_array_elements(r.cuerpo -> 'elementos') WITH ORDINALITY x (e, n) ORDER BY n);
    sigue := r.cuerpo ->> 'siguiente';
    IF sigue IS NULL OR cardinality(todas) > 900 THEN
      RETURN todas[:900];
    END IF;
  END LOOP;
END $$;
-- Every word is there; one of fewer than three letters begins a word.
CREATE FUNCTION pg_temp.contiene(texto text, q text) RETURNS boolean LANGUAGE sql AS $$
  SELECT bool_and(CASE WHEN length(w) < 3 THEN strpos(' ' || texto, ' ' || w) ELSE strpos(texto, w) END > 0)
  FROM regexp_split_to_table(cc.sin_acentos(q), ' ') w $$;
-- The same, read from the words of the contract, without any index in mind.
CREATE FUNCTION pg_temp.lectura(quien text, f jsonb) RETURNS bigint[] LANGUAGE sql AS $$
  SELECT (ARRAY(
    SELECT l.id FROM cc.llamada l JOIN cc.clinica c ON c.id = l.clinica_id
    WHERE l.clinica_id = ANY ((cc.autenticar(pg_temp.como(quien), '{}', 'agente', 'llamadas:leer')).clinicas) AND l.fusionada_en IS NULL
      AND (NOT f ? 'clinica_id' OR l.clinica_id = (f ->> 'clinica_id')::bigint)
      AND (NOT f ? 'desde' OR (l.inicio AT TIME ZONE c.zona)::date >= (f ->> 'desde')::date)
      AND (NOT f ? 'hasta' OR (l.inicio AT TIME ZONE c.zona)::date <= (f ->> 'hasta')::date)
      AND (NOT f ? 'direccion' OR l.direccion = f ->> 'direccion')
      AND (NOT f ? 'resultado' OR l.resultado IN (SELECT regexp_split_to_table(f ->> 'resultado', ',')))
      AND (NOT f ? 'estado' OR l.estado = f ->> 'estado')
      AND (NOT f ? 'agente_id' OR l.agente_id = (f ->> 'agente_id')::bigint)
      AND (NOT f ? 'extension' OR l.extension = f ->> 'extension')
      AND (NOT f ? 'linea_id' OR l.linea_id = (f ->> 'linea_id')::bigint)
      AND (NOT f ? 'tipificacion_id' OR l.tipificacion_id = (f ->> 'tipificacion_id')::bigint)
      AND (NOT f ? 'perdida' OR l.es_perdida = (f ->> 'perdida')::boolean)
      AND (NOT f ? 'duracion_min_s' OR l.conversacion_s >= (f ->> 'duracion_min_s')::int)
      AND (NOT f ? 'paciente_id' OR EXISTS (SELECT FROM cc.llamada_paciente lp
            WHERE lp.llamada_id = l.id AND lp.paciente_id = (f ->> 'paciente_id')::bigint))
      AND (NOT f ? 'q'
        OR f ->> 'q' ~ '^[0-9 ]+$' AND strpos(l.numero, replace(f ->> 'q', ' ', '')) > 0
        OR (SELECT bool_or(pg_temp.contiene((SELECT p.busqueda FROM cc.paciente p WHERE p.id = lp.paciente_id), f ->> 'q'))
            FROM cc.llamada_paciente lp WHERE lp.llamada_id = l.id)
        OR (SELECT bool_or(pg_temp.contiene(cc.sin_acentos(n.texto), f ->> 'q')) FROM cc.nota n WHERE n.llamada_id = l.id))
    ORDER BY l.inicio DESC, l.id DESC))[:900] $$;
CREATE FUNCTION pg_temp.concuerda(quien text, f jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  leidas bigint[] := pg_temp.lectura(quien, f);
BEGIN
  RETURN is(pg_temp.paginas(quien, f), leidas, format('%s: %s, %s calls', quien, f, cardinality(leidas)));
END $$;

-- One clinic, a few clinics (a key), twelve clinics in two zones; each with every filter.
SELECT pg_temp.concuerda(quien, f::jsonb)
FROM unnest('{ana,sara}'::text[]) quien, unnest(ARRAY['{}', '{"desde": "2026-03-08"}', '{"hasta": "2026-02-10"}',
  '{"desde": "2026-03-01", "hasta": "2026-03-01"}', '{"direccion": "saliente"}', '{"resultado": "perdida_sin_respuesta,abandonada_en_cola"}',
  '{"estado": "en_curso"}', '{"agente_id": 9603}', '{"extension": "102"}', '{"linea_id": 9401}', '{"paciente_id": 20010}', '{"paciente_id": 9902}',
  '{"tipificacion_id": 9501}', '{"perdida": true}', '{"perdida": false, "direccion": "saliente"}', '{"duracion_min_s": 250}',
  '{"q": "jose"}', '{"q": "INIGO"}', '{"q": "exuperio"}', '{"q": "pena 49"}', '{"q": "346"}', '{"q": "79 19"}', '{"q": "ferula"}',
  '{"q": "presupuesto orto"}', '{"q": "lucia"}', '{"q": "nadie asi"}', '{"q": "remoto"}', '{"q": "exuperio", "direccion": "entrante", "agente_id": 9603}']) f;
SELECT pg_temp.concuerda('sara', '{"clinica_id": 9012, "q": "inigo", "perdida": true}');
SELECT pg_temp.concuerda('lector', '{"q": "exuperio"}');

-- Pages.
SELECT is(json_array_length((pg_temp.pide('ana', '{}')).cuerpo -> 'elementos'), 50, 'a page is fifty calls');
SELECT matches((pg_temp.pide('ana', '{"q": "José Peña", "limite": 3}')).cabeceras ->> 'Link',
  '^</api/contact-center/historial\?cursor=[A-Za-z0-9_-]{22}&limite=3&q=Jos%C3%A9%20Pe%C3%B1a>; rel="next"$', 'that leads to the next one');
SELECT is((pg_temp.pide('ana', '{"paciente_id": 9902}')).cabeceras, NULL, 'the last one leads nowhere');

-- What cannot be asked.
SELECT is(pg_temp.rechazo($$SELECT pg_temp.pide('ana', '{"clinica_id": 9012}')$$), 'CC404 No existe esa clínica.', 'another''s clinic');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.pide('ana', '{"desde": "2026-02-30", "hasta": "ayer", "q": "x", "limite": 201}')$$),
  'CC422 /desde Debe ser una fecha AAAA-MM-DD que exista. · /hasta Debe ser una fecha y hora RFC 3339 con desfase, como '
  '2026-03-01T10:30:00+01:00. · /limite Debe ser un número entero entre 1 y 200. · /q Debe ser un texto de entre 2 y 100 caracteres.',
  'what is wrong is said at once');
SELECT is(pg_temp.rechazo($$SELECT pg_temp.pide('ana', '{"cursor": "otra-cosa"}')$$), 'CC422 /cursor Ese cursor no es de esta lista.', 'a cursor of elsewhere');
SELECT is(array_agg(DISTINCT left(pg_temp.rechazo(format('SELECT pg_temp.pide(%L, %L)', 'ana', jsonb_build_object('cursor', c))), 5)) <@ '{bien,CC422}',
  true, 'one that was made up is refused, or is a place like another')
FROM unnest(ARRAY['AAAAAAAAAAAAAAAAAAAAAA', '_____________________w', 'f_________8AAAAAAAAAAA', 'gAAAAAAAAAAAAAAAAAAAAA', 'no']) c;

SELECT * FROM finish();
ROLLBACK;
