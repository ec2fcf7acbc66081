-- The history: every filter, alone and together, page after page, finds what a plain reading of its words finds.
BEGIN;
\ir comun/escenario.sql
\ir comun/historial.sql
SELECT plan(71);

-- One clinic, a few clinics (a key), twelve clinics in two zones; each with every filter.
SELECT pg_temp.concuerda(quien, f::jsonb)
FROM unnest('{ana,sara}'::text[]) quien, unnest(ARRAY['{}', '{"desde": "2026-03-08"}', '{"hasta": "2026-02-10"}',
  '{"desde": "2026-03-01", "hasta": "2026-03-01"}', '{"direccion": "saliente"}', '{"resultado": "perdida_sin_respuesta,abandonada_en_cola"}',
  '{"estado": "en_curso"}', '{"agente_id": 9603}', '{"extension": "102"}', '{"linea_id": 9401}', '{"paciente_id": 20010}', '{"paciente_id": 9902}',
  '{"tipificacion_id": 9501}', '{"cola": "urgencias"}', '{"grabacion": true}', '{"grabacion": false, "cola": "citas"}', '{"perdida": true}', '{"perdida": false, "direccion": "saliente"}', '{"duracion_min_s": 250}',
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
