-- Lines and extensions of the benchmark's centralitas (made by cc-admin), and the agents who sit there.
-- psql variables: agentes (per clinic).
\set ON_ERROR_STOP on
SET search_path = cc, pg_catalog;
BEGIN;
INSERT INTO linea (grupo_id, clinica_id, centralita_id, clave, numero, etiqueta)
SELECT c.grupo_id, c.clinica_id, c.id, '+34911' || lpad(c.id::text, 6, '0'), '911' || lpad(c.id::text, 6, '0'), 'Medida'
FROM centralita c WHERE c.nombre LIKE 'Medida %';
INSERT INTO extension (grupo_id, clinica_id, centralita_id, numero)
SELECT c.grupo_id, c.clinica_id, c.id, (101 + e)::text FROM centralita c, generate_series(0, 2) e WHERE c.nombre LIKE 'Medida %';
INSERT INTO agente_extension (grupo_id, agente_id, extension_id)
SELECT a.grupo_id, a.id, e.id
FROM centralita c
JOIN extension e ON e.centralita_id = c.id
JOIN agente a ON a.usuario = 'medida' || (substr(c.nombre, 8)::bigint * :agentes + e.numero::bigint - 101)
WHERE c.nombre LIKE 'Medida %' AND e.numero::bigint - 101 < :agentes;
COMMIT;
ANALYZE linea, extension, agente_extension;
