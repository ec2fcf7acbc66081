-- Why a call counts as missed, why its card did not come up: what is kept when it is decided, and how it is told.
BEGIN;
\ir comun/escenario.sql
SELECT plan(29);

-- One delivery of the PBX: events of one call, each at `segundo` after 11:00.
CREATE FUNCTION pg_temp.dice(llamada text, VARIADIC eventos jsonb[]) RETURNS text LANGUAGE sql AS $$
  SELECT (r.cuerpo ->> 'recibidos') || CASE WHEN r.cuerpo ->> 'duplicado' = 'true' THEN ' otra vez' ELSE '' END
  FROM (SELECT jsonb_agg(e - 'segundo' || jsonb_build_object('llamada', llamada, 'momento',
          to_char(cc.ahora() AT TIME ZONE 'UTC' + make_interval(secs => (e ->> 'segundo')::float), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) AS v
        FROM unnest(eventos) e) x,
    api.evento_pbx(9031, 1, '{}', NULL, convert_to(x.v::text, 'UTF8'), NULL, x.v, NULL) r $$;
CREATE FUNCTION pg_temp.entra(numero text, destino text DEFAULT '911111111') RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_build_object('tipo', 'llamada.ofrecida', 'direccion', 'entrante', 'origen', numero, 'linea', destino, 'segundo', -30) $$;
CREATE FUNCTION pg_temp.suceso(tipo text, segundo float, extension text DEFAULT NULL) RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_strip_nulls(jsonb_build_object('tipo', tipo, 'segundo', segundo, 'extension', extension)) $$;
CREATE FUNCTION pg_temp.id(raiz text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM cc.llamada WHERE raiz = id.raiz $$;
CREATE FUNCTION pg_temp.frase(raiz text) RETURNS text LANGUAGE sql AS $$
  SELECT (api.llamada_porque(pg_temp.como('ana'), '{}', pg_temp.id(raiz), NULL)).cuerpo ->> 'frase' $$;
CREATE FUNCTION pg_temp.pasos(raiz text, que text) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(p ->> 'texto', ' · ' ORDER BY n)
  FROM json_array_elements((api.llamada_porque(pg_temp.como('ana'), '{}', pg_temp.id(raiz), NULL)).cuerpo -> 'pasos') WITH ORDINALITY x (p, n)
  WHERE p ->> 'que' = pasos.que $$;

INSERT INTO agente_extension (grupo_id, agente_id, extension_id, desde) VALUES (9001, 9601, 9101, ahora() - interval '1 hour'), (9001, 9602, 9102, ahora() - interval '1 hour');
INSERT INTO presencia (agente_id, grupo_id, estado, conectado, visto) VALUES (9601, 9001, 'disponible', true, ahora()), (9602, 9001, 'desconectado', false, NULL);

-- Missed at two telephones, one of them without a browser.
SELECT is(pg_temp.dice('p1', pg_temp.entra('612345678'), pg_temp.suceso('tramo.suena', -28, '101'), pg_temp.suceso('tramo.suena', -27.5, '102')), '3', 'a call rings');
SELECT is(pg_temp.dice('p1', pg_temp.suceso('llamada.fin', -5)), '1', 'and ends');
SELECT is(pg_temp.frase('p1'),
  'Consta como perdida: sonó en 101, 102 y nadie contestó tras 25 s. Hay que devolverla. La ficha salió a Ana, en la 101; Bea, en la 102, no tenía ninguna pantalla conectada.',
  'who was told, and who was not');
SELECT is(pg_temp.pasos('p1', 'identificacion'), 'El número es de una sola persona: María García López', 'by what the patient was known');
SELECT is(pg_temp.pasos('p1', 'tarjeta'), 'Matriz entrante_sonando × unico: ficha. La ficha salió a Ana, en la 101; Bea, en la 102, no tenía ninguna pantalla conectada',
  'the cell of the matrix');
SELECT is(pg_temp.pasos('p1', 'resultado'),
  'Queda como perdida_sin_respuesta: cuenta como perdida. Matriz entrante_perdida × unico: hay que devolverla, prioridad 50', 'the rule of the outcome');
SELECT is(pg_temp.pasos('p1', 'hecho'),
  'Entra la llamada por la línea 911111111 · Suena la extensión 101 (Ana) · Suena la extensión 102 (Bea) · Fin de la llamada', 'and the facts, in order');
SELECT is((SELECT count(*)::int FROM decision WHERE llamada_id = pg_temp.id('p1')), 3, 'three decisions, one row each');

-- What is kept is what was so then: Ana leaves, Bea comes.
UPDATE agente_extension SET hasta = ahora();
UPDATE presencia SET conectado = NOT conectado;
SELECT matches(pg_temp.frase('p1'), 'salió a Ana, en la 101; Bea, en la 102, no tenía', 'whoever comes or goes later changes nothing of it');

-- Why no card came up.
SELECT is(pg_temp.dice('p2', pg_temp.entra('699000111'), pg_temp.suceso('tramo.suena', -28, '101')), '2', 'a telephone at which nobody sits');
SELECT is(pg_temp.frase('p2'), 'La llamada sigue viva: sonando. No salió la ficha: en la 101 no había nadie sentado.', 'says so');
SELECT is(pg_temp.dice('p3', pg_temp.entra('699000111'), pg_temp.suceso('tramo.suena', -28, '305')), '2', 'an extension that nobody entered');
SELECT matches(pg_temp.frase('p3'), 'No salió la ficha: la extensión 305 no está dada de alta\.', 'says so');
INSERT INTO contacto (grupo_id, clave, nombre, clase) VALUES (9001, '+34699000222', 'Publicidad', 'bloqueado');
SELECT is(pg_temp.dice('p4', pg_temp.entra('699000222'), pg_temp.suceso('tramo.suena', -28, '101'), pg_temp.suceso('llamada.fin', -5)), '3', 'a blocked number, all at once');
SELECT is(pg_temp.frase('p4'),
  'El número está bloqueado: no sonó. No salió la ficha: lo que se sabe de esos teléfonos llegó cuando la llamada ya había terminado.', 'that came too late');
SELECT pg_temp.dice('p5', pg_temp.entra('699000222'), pg_temp.suceso('tramo.suena', -28, '101')) \g /dev/null
SELECT matches(pg_temp.frase('p5'), 'No salió la ficha: el número está bloqueado\.', 'or in time');
INSERT INTO matriz_cti (clinica_id, grupo_id, llamada, quien, tarjeta, seguimiento, prioridad, plazo, eleccion, tipificacion)
VALUES (9011, 9001, 'entrante_sonando', 'anonimo', 'ninguna', false, 0, 'ya', 'no', 'no'), (9011, 9001, 'entrante_perdida', 'unico', 'ficha', false, 0, 'ya', 'no', 'no');
SELECT pg_temp.dice('p6', pg_temp.entra('anonymous'), pg_temp.suceso('tramo.suena', -28, '101')) \g /dev/null
SELECT matches(pg_temp.frase('p6'), 'No salió la ficha: la clínica no la quiere para estas llamadas\.', 'the clinic does not want it');
SELECT pg_temp.dice('p7', pg_temp.entra('612345678'), pg_temp.suceso('llamada.fin', -5)) \g /dev/null
SELECT is(pg_temp.frase('p7'), 'Consta como perdida: no llegó a sonar en ningún teléfono. La clínica no pide devolver estas llamadas. No salió la ficha: no llegó a sonar ninguna extensión.',
  'nothing rang, and nobody is asked to call back');
SELECT pg_temp.dice('p8', pg_temp.entra('612345678'), pg_temp.suceso('tramo.suena', -28, '101'), pg_temp.suceso('llamada.fin', -24)) \g /dev/null
SELECT matches(pg_temp.frase('p8'), '^Colgó enseguida tras 6 s: no cuenta como perdida \(la clínica da 10 s\)\.', 'a short one says what short is');

-- A late answer corrects, and that is told too.
SELECT is(pg_temp.dice('p1', pg_temp.suceso('tramo.contesta', -20, '101')), '1', 'an answer that comes late');
SELECT matches(pg_temp.frase('p1'), '^Atendida tras 10 s\.', 'corrects the outcome');
SELECT matches(pg_temp.pasos('p1', 'resultado'), 'Queda como atendida \(antes perdida_sin_respuesta\): no cuenta como perdida$', 'and says what it was before');

-- Deliveries that brought nothing, delays, clocks.
SET LOCAL cc.reloj = '2026-03-10 12:00:01.250+01';
SELECT is(pg_temp.dice('p2', '{"tipo": "tramo.suena", "segundo": -29.25, "extension": "101"}', '{"tipo": "", "segundo": 0}'), '0', 'a repetition with a bad element');
SELECT matches(pg_temp.pasos('p2', 'entrega'), 'La centralita', 'is a step of its own');
SELECT is((SELECT string_agg(concat_ws(' ', p ->> 'tipo', p ->> 'veredicto', p ->> 'pbx_ms'), ' · ' ORDER BY n)
  FROM json_array_elements((api.llamada_porque(pg_temp.como('ana'), '{}', pg_temp.id('p2'), NULL)).cuerpo -> 'pasos') WITH ORDINALITY x (p, n)
  WHERE p ->> 'que' = 'hecho'), 'llamada.ofrecida aplicada 30000 · tramo.suena aplicada 28000', 'facts have the verdict of their delivery and its delay');

-- The report for the installer.
CREATE TEMP TABLE informe AS SELECT (api.llamada_porque(pg_temp.como('ana'), '{}', pg_temp.id('p1'), 'informe')).cuerpo ->> 'informe' AS t;
SELECT ok(t !~ '(Ana|Bea|María|García|612345678)' AND t ~ '…678', 'no names, and three digits of the number') FROM informe;
SELECT matches(t, 'pbx 30000 ms \| llamada.ofrecida \| entrega aplicada', 'with each fact, its delay and its delivery') FROM informe;
SELECT is(pg_temp.rechazo($$SELECT api.llamada_porque(pg_temp.como('nora'), '{}', pg_temp.id('p1'), NULL)$$), 'CC404 No existe esa llamada.', 'not for another clinic');
SELECT pg_temp.llamada(9051, 9011, '+34612345678') \g /dev/null
SELECT is((api.llamada_porque(pg_temp.como('ana'), '{}', 9051, NULL)).estado, 200, 'nor does it need facts');

SELECT * FROM finish();
ROLLBACK;
