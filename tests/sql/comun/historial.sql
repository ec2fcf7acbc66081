-- A history of 5,200 calls over the scenario, the reading of it by api.historial, and a plain reading of the same words.
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
  conversacion_s, numero, extension, agente_id, linea_id, paciente_id, tipificacion_id, cola, grabacion)
OVERRIDING SYSTEM VALUE
SELECT 30000 + i, 9001, CASE WHEN i % 2 = 0 THEN 9011 WHEN i % 3 = 0 THEN 9012 ELSE 9051 + i % 10 END, 9031, 'h' || i,
  CASE i % 5 WHEN 0 THEN 'saliente' ELSE 'entrante' END, CASE WHEN i < 4 THEN 'en_curso' ELSE 'finalizada' END,
  CASE WHEN i < 4 THEN NULL WHEN i % 11 = 0 THEN 'perdida_sin_respuesta' WHEN i % 13 = 0 THEN 'abandonada_en_cola' ELSE 'atendida' END,
  i % 11 = 0 OR i % 13 = 0, ahora() - (i / 2) * interval '20 minutes', i % 300,
  CASE WHEN i % 17 > 0 THEN '+346' || lpad((i * 7919 % 100000000)::text, 8, '0') END, (100 + i % 3)::text,
  CASE i % 3 WHEN 0 THEN 9601 WHEN 1 THEN 9603 END, CASE WHEN i % 2 = 0 THEN 9401 END,
  CASE WHEN i % 4 > 0 THEN 20000 + i % 2600 + 1 END, CASE i % 9 WHEN 0 THEN 9501 END,
  CASE i % 6 WHEN 0 THEN 'citas' WHEN 1 THEN 'urgencias' END,
  CASE WHEN i % 19 = 0 THEN 'lista' WHEN i % 23 = 0 THEN 'purgada' WHEN i < 3 THEN 'activa' ELSE 'no' END
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
    (f ->> 'agente_id')::bigint, f ->> 'extension', (f ->> 'linea_id')::bigint, f ->> 'cola',
    (f ->> 'paciente_id')::bigint, (f ->> 'tipificacion_id')::bigint, (f ->> 'perdida')::boolean, (f ->> 'grabacion')::boolean,
    (f ->> 'duracion_min_s')::int, f ->> 'q',
    (f ->> 'clinica_id')::bigint, f ->> 'cursor', (f ->> 'limite')::int) $$;
-- All pages, as one list of ids, no more than 900.
CREATE FUNCTION pg_temp.paginas(quien text, f jsonb) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
  r api.respuesta; todas bigint[] := '{}'; sigue text;
BEGIN
  LOOP
    r := pg_temp.pide(quien, '{"limite": 200}' || f || jsonb_build_object('cursor', sigue));
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
      AND (NOT f ? 'desde' OR CASE WHEN f ->> 'desde' ~ 'T' THEN l.inicio >= (f ->> 'desde')::timestamptz
                              ELSE (l.inicio AT TIME ZONE c.zona)::date >= (f ->> 'desde')::date END)
      AND (NOT f ? 'hasta' OR CASE WHEN f ->> 'hasta' ~ 'T' THEN l.inicio < (f ->> 'hasta')::timestamptz
                              ELSE (l.inicio AT TIME ZONE c.zona)::date <= (f ->> 'hasta')::date END)
      AND (NOT f ? 'direccion' OR l.direccion = f ->> 'direccion')
      AND (NOT f ? 'resultado' OR l.resultado IN (SELECT regexp_split_to_table(f ->> 'resultado', ',')))
      AND (NOT f ? 'estado' OR l.estado = f ->> 'estado')
      AND (NOT f ? 'agente_id' OR l.agente_id = (f ->> 'agente_id')::bigint)
      AND (NOT f ? 'extension' OR l.extension = f ->> 'extension')
      AND (NOT f ? 'linea_id' OR l.linea_id = (f ->> 'linea_id')::bigint)
      AND (NOT f ? 'tipificacion_id' OR l.tipificacion_id = (f ->> 'tipificacion_id')::bigint)
      AND (NOT f ? 'perdida' OR l.es_perdida = (f ->> 'perdida')::boolean)
      AND (NOT f ? 'cola' OR l.cola = f ->> 'cola')
      AND (NOT f ? 'grabacion' OR (l.grabacion IN ('activa', 'en_pausa', 'lista')) = (f ->> 'grabacion')::boolean)
      AND (NOT f ? 'duracion_min_s' OR l.conversacion_s >= (f ->> 'duracion_min_s')::int)
      AND (NOT f ? 'paciente_id' OR EXISTS (SELECT FROM cc.llamada_paciente lp
            WHERE lp.llamada_id = l.id AND lp.paciente_id = (f ->> 'paciente_id')::bigint))
      AND (NOT f ? 'q'
        OR f ->> 'q' ~ '^[0-9 ]+$' AND length(replace(f ->> 'q', ' ', '')) > 2 AND strpos(l.numero, replace(f ->> 'q', ' ', '')) > 0
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

