-- What the generated calls of the last two months have beside their row: legs, facts, ids, people, what is to be returned, and the
-- jobs of a day, so that no table that grows is empty when plans are made.
\set ON_ERROR_STOP on
SET search_path = cc, pg_catalog;
BEGIN;
CREATE TEMP TABLE reciente AS
SELECT l.id, l.grupo_id, l.clinica_id, l.raiz, l.inicio, l.sono, l.contestada, l.fin, l.extension, l.agente_id, l.numero, l.paciente_id, c.id AS centralita_id
FROM llamada l JOIN linea n ON n.id = l.linea_id JOIN centralita c ON c.id = n.centralita_id
WHERE l.raiz LIKE 'medida-%' AND l.inicio > now() - interval '60 days';
INSERT INTO tramo (llamada_id, clave, grupo_id, rol, extension, agente_id, estado, sono, contesto, termino)
SELECT r.id, x.rol, r.grupo_id, x.rol, CASE x.rol WHEN 'agente' THEN r.extension END, CASE x.rol WHEN 'agente' THEN r.agente_id END, 'terminado',
  r.sono, r.contestada, r.fin
FROM reciente r, unnest('{agente,externo}'::text[]) x (rol);
INSERT INTO llamada_id (centralita_id, llamada, componente) SELECT r.centralita_id, r.raiz, nextval('componente_seq') FROM reciente r;
INSERT INTO hecho (centralita_id, llamada, huella, grupo_id, tipo, momento, recibido)
SELECT r.centralita_id, r.raiz, sha256(convert_to(r.raiz || x.tipo, 'UTF8')), r.grupo_id, x.tipo, r.inicio + x.n * interval '1 second', r.inicio
FROM reciente r, unnest('{llamada.ofrecida,tramo.suena,tramo.contesta,llamada.fin}'::text[]) WITH ORDINALITY x (tipo, n);
INSERT INTO llamada_paciente (llamada_id, paciente_id, papel, grupo_id, origen)
SELECT r.id, r.paciente_id, 'interlocutor', r.grupo_id, 'numero' FROM reciente r WHERE r.paciente_id IS NOT NULL;
INSERT INTO seguimiento (grupo_id, clinica_id, clase, clave, llamada_id, llamadas, primera, ultima)
SELECT l.grupo_id, l.clinica_id, 'perdida', l.numero, max(l.id), count(*), min(l.inicio), max(l.inicio)
FROM llamada l WHERE l.es_perdida AND l.inicio > now() - interval '8 days' AND l.raiz LIKE 'medida-%' GROUP BY l.grupo_id, l.clinica_id, l.numero;
INSERT INTO grabacion (grupo_id, llamada_id, clase, estado, clave, tipo, audio, creada)
SELECT r.grupo_id, r.id, 'buzon', 'lista', 'medida', 'audio/wav', 'RIFF', r.fin FROM reciente r WHERE r.contestada IS NULL AND r.id % 5 = 0;
INSERT INTO trabajo (grupo_id, clase, clave, estado, vence, terminado)
SELECT r.grupo_id, 'llamada_inactiva', r.id::text, 'hecho', r.fin, r.fin FROM reciente r WHERE r.inicio > now() - interval '2 days';
COMMIT;
VACUUM ANALYZE tramo, llamada_id, hecho, llamada_paciente, seguimiento, grabacion, trabajo;
