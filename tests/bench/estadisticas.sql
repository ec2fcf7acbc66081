-- What the figures cost on the data of datos.sql, statement by statement: plans with times and buffers, for ranges from a day of
-- one clinic to 400 days of a group of ten. psql -X -d DATABASE -f tests/bench/estadisticas.sql
LOAD 'auto_explain';
SET search_path = cc, pg_catalog;
SET TimeZone = 'UTC';
SET jit = off;
SET auto_explain.log_min_duration = 0;
SET auto_explain.log_analyze = on;
SET auto_explain.log_buffers = on;
SET auto_explain.log_timing = off;
CREATE TEMP TABLE quien_mide AS
SELECT ROW(c.grupo_id, NULL, NULL, 1, array_agg(c.id), array_agg(c.id), array_agg(c.id))::quien AS q, array_agg(c.id ORDER BY c.id) AS clinicas
FROM clinica c JOIN grupo g ON g.id = c.grupo_id WHERE g.nombre LIKE 'Grupo de medida %' GROUP BY c.grupo_id ORDER BY c.grupo_id LIMIT 1;
\pset tuples_only on
\timing on
\echo a day of one clinic
SELECT (estadisticas_json(q, clinicas[1:1], jsonb_build_object('desde', current_date - 5, 'hasta', current_date - 5)) -> 'total') ->> 'llamadas' FROM quien_mide;
\echo a month of one clinic
SELECT (estadisticas_json(q, clinicas[1:1], jsonb_build_object('desde', current_date - 90, 'hasta', current_date - 61)) -> 'total') ->> 'llamadas' FROM quien_mide;
\echo a month of the group
SELECT (estadisticas_json(q, clinicas, jsonb_build_object('desde', current_date - 90, 'hasta', current_date - 61)) -> 'total') ->> 'llamadas' FROM quien_mide;
\echo 400 days of one clinic
SELECT (estadisticas_json(q, clinicas[1:1], jsonb_build_object('desde', current_date - 401, 'hasta', current_date - 2)) -> 'total') ->> 'llamadas' FROM quien_mide;
\echo 400 days of the group
SELECT (estadisticas_json(q, clinicas, jsonb_build_object('desde', current_date - 401, 'hasta', current_date - 2)) -> 'total') ->> 'llamadas' FROM quien_mide;
\echo the plans of a month of one clinic
SET auto_explain.log_nested_statements = on;
SET client_min_messages = log;
SELECT 1 FROM quien_mide, estadisticas_cuentas(q, clinicas[1:1], (current_date - 90)::text, (current_date - 61)::text, NULL, false) LIMIT 1;
SELECT 1 FROM quien_mide, estadisticas_devoluciones(clinicas[1:1], (current_date - 90)::text, (current_date - 61)::text);
SELECT 1 FROM quien_mide, estadisticas_recurrencia(clinicas[1:1], (current_date - 90)::text, (current_date - 61)::text, 7);
