-- Any combination of the history's filters finds what a plain reading of the same words finds, walked page by page to the
-- end, also while new calls come in at the top. `-v semilla=0.7` tries other combinations.
BEGIN;
\ir comun/escenario.sql
\ir comun/historial.sql
\if :{?semilla}
\else
\set semilla 0.42
\endif
SELECT plan(161);
SELECT setseed(:semilla) \g /dev/null

-- The filters, each with values that some calls have and some have not; `veces`, in how many of a hundred it is there.
CREATE TEMP TABLE filtro (nombre text, veces int, valores jsonb);
INSERT INTO filtro VALUES
  ('desde', 25, '["2026-03-08", "2026-02-20", "2026-03-08T23:30:00Z", "2026-01-15T08:00:00+01:00"]'),
  ('hasta', 25, '["2026-03-09", "2026-02-25", "2026-03-09T00:30:00+01:00", "2026-03-10T11:00:00Z"]'),
  ('direccion', 20, '["entrante", "saliente", "interna"]'),
  ('resultado', 20, '["atendida", "perdida_sin_respuesta", "abandonada_en_cola,perdida_sin_respuesta"]'),
  ('estado', 8, '["finalizada", "en_curso"]'),
  ('agente_id', 20, '[9601, 9603, 9602]'), ('extension', 20, '["100", "101", "102"]'), ('linea_id', 15, '[9401, 9402]'),
  ('cola', 20, '["citas", "urgencias", "otra"]'), ('paciente_id', 5, '[20010, 9902, 27091]'),
  ('tipificacion_id', 15, '[9501, 9502]'), ('perdida', 15, '[true, false]'), ('grabacion', 20, '[true, false]'),
  ('duracion_min_s', 15, '[0, 60, 290]'), ('clinica_id', 15, '[9011]'),
  ('q', 45, '["jose", "PEÑA", "iñigo", "exuperio", "ortiz 12", "79 19", "346", "7919", "00", "presupuesto", "férula", "confirma",
              "perdio una", "remoto", "nadie asi", "%%", "_o", "Pe"]');

CREATE FUNCTION pg_temp.combinacion() RETURNS jsonb LANGUAGE sql VOLATILE AS $$
  SELECT coalesce(jsonb_object_agg(f.nombre, f.valores -> floor(random() * jsonb_array_length(f.valores))::int), '{}')
    || jsonb_build_object('limite', (ARRAY[1, 7, 50, 200])[1 + floor(random() * 4)::int])
  FROM filtro f WHERE random() * 100 < f.veces $$;

-- One combination, page by page; with `entran`, a call that passes most filters comes in at the top before each page.
CREATE FUNCTION pg_temp.recorre(quien text, f jsonb, entran boolean) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
  r api.respuesta; todas bigint[] := '{}'; sigue text;
BEGIN
  LOOP
    r := pg_temp.pide(quien, f || jsonb_build_object('cursor', sigue));
    todas := todas || ARRAY(SELECT (e ->> 'id')::bigint FROM json_array_elements(r.cuerpo -> 'elementos') WITH ORDINALITY x (e, n) ORDER BY n);
    sigue := r.cuerpo ->> 'siguiente';
    EXIT WHEN sigue IS NULL OR cardinality(todas) >= 120;
    IF entran THEN
      INSERT INTO cc.llamada (grupo_id, clinica_id, raiz, direccion, estado, resultado, inicio, numero, extension, agente_id, linea_id, paciente_id)
      VALUES (9001, 9011, 'entra' || gen_random_uuid(), 'entrante', 'finalizada', 'atendida', cc.ahora() + interval '1 second', '+34679190000', '101', 9601, 9401, 20010);
    END IF;
  END LOOP;
  DELETE FROM cc.llamada WHERE raiz LIKE 'entra%';
  RETURN todas[:120];
END $$;
CREATE FUNCTION pg_temp.prueba(quien text, f jsonb, entran boolean) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  leidas bigint[] := pg_temp.lectura(quien, f - 'limite');
BEGIN
  INSERT INTO visto VALUES (cardinality(leidas), (SELECT count(*) FROM jsonb_object_keys(f)) - 1);
  RETURN is(pg_temp.recorre(quien, f, entran), leidas[:120], format('%s: %s', quien, f));
END $$;
CREATE TEMP TABLE visto (llamadas int, filtros int);

SELECT pg_temp.prueba((ARRAY['ana', 'sara', 'erp'])[1 + floor(random() * 3)::int], pg_temp.combinacion(), i % 2 = 0)
FROM generate_series(1, 160) i;
SELECT ok(count(*) FILTER (WHERE llamadas > 0 AND filtros >= 3) >= 20 AND count(*) FILTER (WHERE llamadas > 120) >= 10,
  'of which enough find something by three filters or more, and enough fill pages: ' || count(*) FILTER (WHERE llamadas > 0 AND filtros >= 3)
  || ' and ' || count(*) FILTER (WHERE llamadas > 120))
FROM visto;

SELECT * FROM finish();
ROLLBACK;
