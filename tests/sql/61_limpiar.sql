-- What is forgotten when, and the partitions of the months to come.
BEGIN;
SELECT plan(11);
SET LOCAL client_min_messages = warning;
SET LOCAL search_path = cc, public, pg_catalog;
SET LOCAL cc.reloj = '2026-12-30 23:30+00';

INSERT INTO grupo (nombre) VALUES ('Limpio');
INSERT INTO clinica (grupo_id, nombre) SELECT id, 'Centro' FROM grupo WHERE nombre = 'Limpio';
CREATE TEMP TABLE c AS SELECT id, grupo_id FROM clinica WHERE nombre = 'Centro' ORDER BY id DESC LIMIT 1;
INSERT INTO agente (grupo_id, usuario, nombre) SELECT grupo_id, 'limpia', 'Limpia' FROM c;

INSERT INTO evento (clinica_id, seq, epoca, grupo_id, creado, entregas)
SELECT id, n, 1, grupo_id, ahora() - make_interval(hours => n), '[]' FROM c, unnest(ARRAY[23, 25, 26]) n;
INSERT INTO evento_pbx_visto SELECT 1, decode(to_hex(n), 'hex'), ahora() - make_interval(days => n) FROM unnest(ARRAY[16, 17]) n;
INSERT INTO evento_pbx_visto SELECT 1, decode('0' || n, 'hex'), ahora() - make_interval(days => n) FROM unnest(ARRAY[6, 8]) n;
INSERT INTO idempotencia (quien, clave, huella, estado, creada)
SELECT 's1', n::text, '', 200, ahora() - make_interval(hours => n) FROM unnest(ARRAY[23, 25]) n;
INSERT INTO sesion (grupo_id, agente_id, token_hash, caduca, cerrada)
SELECT c.grupo_id, a.id, sha256(n::text::bytea), ahora() + make_interval(days => n),
       CASE n WHEN 1 THEN ahora() - interval '31 days' END
FROM c JOIN agente a ON a.usuario = 'limpia', unnest(ARRAY[-31, -29, 1, 2]) n;
INSERT INTO sesion_ticket SELECT sha256(n::text::bytea), (SELECT max(id) FROM sesion), ahora() + make_interval(secs => n)
FROM unnest(ARRAY[-1, 1]) n;
INSERT INTO trabajo (clase, estado, terminado)
VALUES ('x', 'hecho', ahora() - interval '6 days'), ('x', 'hecho', ahora() - interval '8 days'), ('x', 'anulado', ahora() - interval '8 days'),
       ('x', 'muerto', ahora() - interval '89 days'), ('x', 'muerto', ahora() - interval '91 days'), ('x', 'pendiente', NULL);

SELECT is(limpiar(1), 6::bigint, 'one of each kind at a turn');
SELECT is(limpiar(), 6::bigint, 'then the rest');
SELECT is(limpiar(), 0::bigint, 'then nothing');
SELECT is((SELECT count(*) FROM evento e JOIN c ON c.id = e.clinica_id), 1::bigint, 'events of today stay');
SELECT is((SELECT count(*) FROM sesion s JOIN c USING (grupo_id)), 2::bigint, 'sessions stay 30 days after their end');
SELECT results_eq('SELECT estado FROM trabajo ORDER BY 1', $$VALUES ('hecho'), ('muerto'), ('pendiente')$$, 'jobs too, for a while');

-- Two people at their telephones: one's session has been idle too long, the other's lives.
INSERT INTO centralita (grupo_id, clinica_id, publico, nombre, adaptador) SELECT grupo_id, id, 'limpia-centralita', 'Limpia', 'generica' FROM c;
INSERT INTO extension (grupo_id, clinica_id, centralita_id, numero)
SELECT c.grupo_id, c.id, p.id, n::text FROM c JOIN centralita p ON p.nombre = 'Limpia', generate_series(101, 102) n;
INSERT INTO agente (grupo_id, usuario, nombre) SELECT grupo_id, 'sentada' || n, 'Sentada' FROM c, generate_series(101, 102) n;
INSERT INTO agente_clinica (agente_id, clinica_id, grupo_id, rol) SELECT a.id, c.id, c.grupo_id, 'agente' FROM c JOIN agente a ON a.nombre = 'Sentada';
INSERT INTO agente_extension (grupo_id, agente_id, extension_id)
SELECT c.grupo_id, a.id, e.id FROM c JOIN extension e ON e.clinica_id = c.id JOIN agente a ON a.usuario = 'sentada' || e.numero;
INSERT INTO presencia (agente_id, grupo_id, estado) SELECT a.id, a.grupo_id, 'disponible' FROM agente a WHERE a.nombre = 'Sentada';
INSERT INTO sesion (grupo_id, agente_id, token_hash, caduca, ultimo_uso)
SELECT c.grupo_id, a.id, sha256(a.usuario::bytea), ahora() + interval '1 hour',
       ahora() - CASE a.usuario WHEN 'sentada101' THEN interval '8 hours 1 minute' ELSE interval '7 hours 59 minutes' END
FROM c JOIN agente a ON a.nombre = 'Sentada';
SELECT is(limpiar(), 0::bigint, 'a session that ended by itself is not forgotten yet');
SELECT results_eq($$SELECT a.usuario::text, p.estado::text, ae.hasta IS NULL, s.cerrada IS NULL
    FROM agente a JOIN presencia p ON p.agente_id = a.id JOIN agente_extension ae ON ae.agente_id = a.id JOIN sesion s ON s.agente_id = a.id
    WHERE a.nombre = 'Sentada' ORDER BY 1$$,
  $$VALUES ('sentada101', 'desconectado', false, false), ('sentada102', 'disponible', true, true)$$, 'its seat is left, the other one''s is not');

SELECT is(particion_asegurar(2), 3, 'this month and the next two');
SELECT is(particion_asegurar(2), 0, 'once');
INSERT INTO evento_pbx (recibido, grupo_id, centralita_id, veredicto, crudo)
VALUES ('2026-12-31 23:59:59.999+00', 1, 1, 'aplicada', ''), ('2027-01-01 00:00+00', 1, 1, 'aplicada', '');
SELECT results_eq('SELECT tableoid::regclass::text FROM evento_pbx ORDER BY recibido',
  $$VALUES ('evento_pbx_2026_12'), ('evento_pbx_2027_01')$$, 'and deliveries find theirs');

SELECT * FROM finish();
ROLLBACK;
