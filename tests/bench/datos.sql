-- Generated data for the benchmark: groups of ten clinics, patients with numbers, appointments, and a past of calls.
-- psql variables: clinicas, agentes (per clinic), pacientes, llamadas. Deterministic: the same sizes give the same rows.
\set ON_ERROR_STOP on
\timing off
SET search_path = cc, pg_catalog;
SET synchronous_commit = off;
SET maintenance_work_mem = '512MB';
SELECT setseed(0.42);

BEGIN;
INSERT INTO grupo (nombre) SELECT 'Grupo de medida ' || g FROM generate_series(1, (:clinicas + 9) / 10) g;
INSERT INTO clinica (grupo_id, nombre)
SELECT g.id, 'Clínica ' || n FROM generate_series(1, :clinicas) n
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS orden FROM grupo WHERE nombre LIKE 'Grupo de medida %') g ON g.orden = (n + 9) / 10;
INSERT INTO flujo (clinica_id, grupo_id)
SELECT c.id, c.grupo_id FROM clinica c JOIN grupo g ON g.id = c.grupo_id WHERE g.nombre LIKE 'Grupo de medida %';

-- Clinic n of the benchmark, for what follows.
CREATE TEMP TABLE medida AS
SELECT c.id AS clinica_id, c.grupo_id, row_number() OVER (ORDER BY c.id) - 1 AS n
FROM clinica c JOIN grupo g ON g.id = c.grupo_id WHERE g.nombre LIKE 'Grupo de medida %';
CREATE UNIQUE INDEX ON medida (n);
ANALYZE medida;

-- Agents; the token of agent k's session is 'ccs_' and k in 43 digits. The first three of each clinic sit at 101-103.
INSERT INTO agente (grupo_id, usuario, nombre)
SELECT m.grupo_id, 'medida' || (m.n * :agentes + a), 'Medida ' || a FROM medida m, generate_series(0, :agentes - 1) a;
CREATE TEMP TABLE medida_agente AS
SELECT a.id, a.grupo_id, m.clinica_id, substr(a.usuario, 7)::bigint AS k
FROM agente a JOIN medida m ON m.n = substr(a.usuario, 7)::bigint / :agentes WHERE a.usuario ~ '^medida[0-9]+$';
INSERT INTO agente_clinica (agente_id, clinica_id, grupo_id, rol) SELECT id, clinica_id, grupo_id, 'agente' FROM medida_agente;
INSERT INTO sesion (grupo_id, agente_id, token_hash, caduca, inactividad)
SELECT a.grupo_id, a.id, sha256(convert_to('ccs_' || lpad(a.k::text, 43, '0'), 'UTF8')), now() + interval '7 days', '7 days'
FROM medida_agente a;

INSERT INTO paciente (grupo_id, clinica_id, erp_ref, n_historia, nombre, apellidos, nacimiento, dni, saldo_cent)
SELECT m.grupo_id, m.clinica_id, 'B-' || i, 'H-' || i,
       (ARRAY['María','Carmen','Ana','Lucía','Laura','Marta','Elena','Paula','Antonio','José','Manuel','David','Javier','Daniel','Carlos','Pablo'])[1 + i % 16],
       (ARRAY['García','Rodríguez','González','Fernández','López','Martínez','Sánchez','Pérez','Gómez','Ruiz'])[1 + (i / 16) % 10] || ' ' ||
       (ARRAY['Navarro','Torres','Domínguez','Vázquez','Ramos','Gil','Serrano','Blanco','Molina','Ortega','Ibáñez'])[1 + (i / 160) % 11] ||
       CASE WHEN i % 1000 = 7 THEN ' Zubizarreta' ELSE '' END,
       date '1940-01-01' + (i * 37) % 29000, lpad(i::text, 8, '0') || 'T', (i % 5) * 1000
FROM generate_series(1, :pacientes) i JOIN medida m ON m.n = i % :clinicas;

INSERT INTO paciente_telefono (grupo_id, paciente_id, clave, original, titular)
SELECT p.grupo_id, p.id, '+346' || lpad(substr(p.erp_ref, 3), 8, '0'), '6' || lpad(substr(p.erp_ref, 3), 8, '0'), true
FROM paciente p WHERE p.erp_ref LIKE 'B-%';

INSERT INTO cita (grupo_id, clinica_id, paciente_id, inicio, profesional, tratamiento)
SELECT p.grupo_id, p.clinica_id, p.id, now() + make_interval(hours => ((p.id * 13) % 1400)::int - 700), 'Dra. Ruiz', 'Revisión'
FROM paciente p WHERE p.erp_ref LIKE 'B-%' AND p.id % 3 = 0;
COMMIT;

-- What calls are filtered by: a line of each clinic (of a PBX that is no longer), and the group's dispositions.
INSERT INTO centralita (grupo_id, clinica_id, publico, nombre, adaptador, activa)
SELECT m.grupo_id, m.clinica_id, 'pasado-de-la-medida-' || m.n, 'Pasado ' || m.n, 'generica', false FROM medida m;
INSERT INTO linea (grupo_id, clinica_id, centralita_id, clave, numero, etiqueta)
SELECT c.grupo_id, c.clinica_id, c.id, '+34912' || lpad(c.id::text, 6, '0'), '912' || lpad(c.id::text, 6, '0'), 'Pasado'
FROM centralita c WHERE c.nombre LIKE 'Pasado %';
INSERT INTO tipificacion (grupo_id, etiqueta, orden)
SELECT g.id, e.etiqueta, e.orden FROM grupo g, unnest('{Cita nueva,Cambio de cita,Urgencia,Pago,Otro}'::text[]) WITH ORDINALITY e (etiqueta, orden)
WHERE g.nombre LIKE 'Grupo de medida %';
-- A supervisor of each whole group; token 'ccs_' and 9 and the number of the group in 42 digits.
INSERT INTO agente (grupo_id, usuario, nombre)
SELECT g.id, 'grupo' || substr(g.nombre, 17), 'Supervisa ' || substr(g.nombre, 17) FROM grupo g WHERE g.nombre LIKE 'Grupo de medida %';
INSERT INTO agente_clinica (agente_id, clinica_id, grupo_id, rol)
SELECT a.id, m.clinica_id, m.grupo_id, 'supervisor' FROM medida m JOIN agente a ON a.grupo_id = m.grupo_id AND a.usuario ~ '^grupo[0-9]+$';
INSERT INTO sesion (grupo_id, agente_id, token_hash, caduca, inactividad)
SELECT a.grupo_id, a.id, sha256(convert_to('ccs_9' || lpad(substr(a.usuario, 6), 42, '0'), 'UTF8')), now() + interval '30 days', '30 days'
FROM agente a WHERE a.usuario ~ '^grupo[0-9]+$';

-- Whom patient i's calls are with.
CREATE TEMP TABLE medida_paciente AS
SELECT substr(p.erp_ref, 3)::int % :pacientes AS k, p.id, p.grupo_id, p.clinica_id, l.id AS linea_id,
  array(SELECT a.id FROM agente a WHERE a.usuario IN ('medida' || m.n * :agentes, 'medida' || m.n * :agentes + 1, 'medida' || m.n * :agentes + 2)) AS agentes,
  array(SELECT t.id FROM tipificacion t WHERE t.grupo_id = p.grupo_id ORDER BY t.orden) AS tipificaciones,
  '+346' || lpad(substr(p.erp_ref, 3), 8, '0') AS clave
FROM paciente p
  JOIN medida m ON m.clinica_id = p.clinica_id
  JOIN centralita c ON c.nombre = 'Pasado ' || m.n JOIN linea l ON l.centralita_id = c.id
WHERE p.erp_ref LIKE 'B-%';
ANALYZE medida_paciente;

-- The past: two in three calls from a patient's number, spread over two years, newest last. Indexes are made afterwards, and the
-- numbers of all calls noted at once instead of by the trigger: ten million rows in minutes.
SET session_replication_role = replica;
CREATE TEMP TABLE indice AS
SELECT i.indexdef, i.indexname FROM pg_indexes i JOIN pg_class c ON c.relname = i.indexname
WHERE i.schemaname = 'cc' AND i.tablename = 'llamada' AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid);
SELECT format('DROP INDEX cc.%I', indexname) FROM indice \gexec
INSERT INTO llamada (grupo_id, clinica_id, raiz, direccion, estado, resultado, es_perdida, inicio, sono, contestada, fin, espera_s,
                     conversacion_s, numero, numero_original, extension, agente_id, identificacion, paciente_id, linea_id, tipificacion_id,
                     cierre, clase_numero, numero_mostrado)
SELECT p.grupo_id, p.clinica_id, 'medida-' || i, CASE WHEN x.sale THEN 'saliente' ELSE 'entrante' END, 'finalizada',
       CASE WHEN x.sale OR x.habla THEN 'atendida' ELSE 'perdida_sin_respuesta' END, NOT x.sale AND NOT x.habla,
       t.inicio, t.inicio + interval '1 s', CASE WHEN x.habla THEN t.inicio + interval '9 s' END, t.inicio + interval '130 s', 9,
       CASE WHEN x.habla THEN 121 + (h.h / 28) % 500 ELSE 0 END, n.clave, substr(n.clave, 4), (101 + (h.h / 14000) % 3)::text,
       p.agentes[1 + (h.h / 42000) % 3], CASE WHEN x.suyo THEN 'unica' ELSE 'desconocida' END, CASE WHEN x.suyo THEN p.id END, p.linea_id,
       CASE WHEN (h.h / 378000) % 2 = 0 THEN p.tipificaciones[1 + (h.h / 756000) % 5] END, 'normal', 'movil', substr(n.clave, 4)
FROM generate_series(1, :llamadas) g (i)
  CROSS JOIN LATERAL (SELECT now() - interval '2 years' + (i::float / :llamadas) * interval '729 days' AS inicio) t
  CROSS JOIN LATERAL (SELECT hashint4(i)::bigint & 2147483647 AS h) h -- what a call is like has nothing to do with whose it is
  CROSS JOIN LATERAL (SELECT h.h % 4 = 0 AS sale, (h.h / 4) % 7 <> 0 AS habla, (h.h / 126000) % 3 <> 0 AS suyo) x
  JOIN medida_paciente p ON p.k = (i::bigint * 7919) % :pacientes
  CROSS JOIN LATERAL (
    SELECT CASE WHEN x.suyo THEN p.clave ELSE '+349' || lpad(((i::bigint * 7919) % 100000000)::text, 8, '0') END AS clave) n
ORDER BY i;
INSERT INTO numero_visto (grupo_id, clave) SELECT DISTINCT l.grupo_id, l.numero FROM llamada l WHERE l.raiz LIKE 'medida-%' ON CONFLICT DO NOTHING;
SELECT indexdef FROM indice \gexec
SET session_replication_role = origin;
-- A note on every fiftieth call; a rare word in few of them.
INSERT INTO nota (grupo_id, llamada_id, texto)
SELECT l.grupo_id, l.id, (ARRAY['Quiere cambiar la cita','Pregunta por el presupuesto','Le duele una muela','Pide factura'])[1 + l.id % 4] ||
  CASE WHEN l.id % 20000 = 0 THEN ' periimplantitis' ELSE '' END
FROM llamada l WHERE l.raiz LIKE 'medida-%' AND l.id % 50 = 0;
\ir recientes.sql
VACUUM ANALYZE;
