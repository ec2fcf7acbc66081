-- The plans of every statement that the hot functions run, by auto_explain, as notices. psql variables: clinica, grupo (tokens),
-- numero, linea, pbx (id of a centralita). Run by planes.mjs.
\set ON_ERROR_STOP on
\pset format unaligned
\pset tuples_only on
SET search_path = cc, pg_catalog;
LOAD 'auto_explain';
SET auto_explain.log_nested_statements = on;
SET auto_explain.log_analyze = on;
SET auto_explain.log_buffers = on;
SET auto_explain.log_timing = off;
SET auto_explain.log_min_duration = 0;
SET client_min_messages = log;
CREATE FUNCTION pg_temp.como(token text) RETURNS bytea LANGUAGE sql AS $$ SELECT '\x01'::bytea || sha256(convert_to(token, 'UTF8')) $$;
CREATE FUNCTION pg_temp.oye(evento jsonb) RETURNS int LANGUAGE sql AS $$
  SELECT (api.evento_pbx(c.id, c.version, '{}', gen_random_uuid()::text, convert_to(evento::text, 'UTF8'), '{}', jsonb_build_array(evento), NULL)).estado
  FROM centralita c WHERE c.id = (evento ->> 'pbx')::bigint $$;
BEGIN;
\qecho # identify + card (GET /paciente)
SELECT length((api.paciente_buscar(pg_temp.como(:'clinica'), '{}', :'numero', NULL, NULL)).cuerpo::text);
\qecho # what the desk loads (GET /llamadas)
SELECT length((api.llamadas_listar(pg_temp.como(:'clinica'), '{}', NULL, NULL)).cuerpo::text);
\qecho # calls to return (GET /seguimientos)
SELECT length((api.seguimientos_listar(pg_temp.como(:'clinica'), '{}', NULL, NULL)).cuerpo::text);
\qecho # intake: a call is offered
SELECT pg_temp.oye(jsonb_build_object('pbx', :pbx, 'tipo', 'llamada.ofrecida', 'llamada', 'plan', 'momento', now(), 'direccion', 'entrante', 'origen', :'numero', 'linea', :'linea'));
\qecho # intake: it rings
SELECT pg_temp.oye(jsonb_build_object('pbx', :pbx, 'tipo', 'tramo.suena', 'llamada', 'plan', 'momento', now() + interval '1 s', 'extension', '101'));
\qecho # intake: it is answered
SELECT pg_temp.oye(jsonb_build_object('pbx', :pbx, 'tipo', 'tramo.contesta', 'llamada', 'plan', 'momento', now() + interval '5 s', 'extension', '101'));
\qecho # intake: it ends
SELECT pg_temp.oye(jsonb_build_object('pbx', :pbx, 'tipo', 'llamada.fin', 'llamada', 'plan', 'momento', now() + interval '60 s'));
\qecho # historial without filter, ten clinics
SELECT length((api.historial(pg_temp.como(:'grupo'), '{}', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)).cuerpo::text);
\qecho # historial by a rare text, ten clinics
SELECT length((api.historial(pg_temp.como(:'grupo'), '{}', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'zubizarreta', NULL, NULL, NULL)).cuerpo::text);
\qecho # historial by a common text, one clinic
SELECT length((api.historial(pg_temp.como(:'clinica'), '{}', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'garcía', NULL, NULL, NULL)).cuerpo::text);
\qecho # jobs: what is due
SELECT count(*) FROM api.trabajo_tomar('jobs', 'plan', 10);
ROLLBACK;
