-- The relay's reads: positions, events, eras; whose socket it is; the pulse.
BEGIN;
SELECT plan(19);
SET LOCAL client_min_messages = warning;
SET LOCAL search_path = cc, public, pg_catalog;

INSERT INTO grupo (nombre) VALUES ('Rele'), ('Ajeno');
INSERT INTO clinica (grupo_id, nombre) SELECT g.id, n FROM grupo g, unnest(ARRAY['C1', 'C2']) n WHERE g.nombre = 'Rele';
INSERT INTO agente (grupo_id, usuario, nombre) SELECT id, 'rele', 'Rele' FROM grupo WHERE nombre = 'Rele';
CREATE TEMP TABLE aqui AS
SELECT (SELECT id FROM clinica WHERE nombre = 'C1') AS c1, (SELECT id FROM clinica WHERE nombre = 'C2') AS c2,
       (SELECT id FROM agente WHERE usuario = 'rele') AS agente, (SELECT id FROM grupo WHERE nombre = 'Rele') AS grupo;
INSERT INTO agente_clinica SELECT agente, c1, grupo, 'supervisor' FROM aqui UNION ALL SELECT agente, c2, grupo, 'delegado' FROM aqui;
INSERT INTO sesion (grupo_id, agente_id, token_hash, caduca) SELECT grupo, agente, sha256('ccs_x'), now() + interval '1 hour' FROM aqui;
CREATE FUNCTION pg_temp.leer(epoca bigint, seq bigint, limite int DEFAULT 100) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg((l.epoca - 5) || ':' || l.seq || coalesce(l.entregas ->> 0, '-'), ' ' ORDER BY l.seq)
  FROM aqui, api.relay_leer(ARRAY[c1], ARRAY[$1], ARRAY[$2], $3) l $$;
CREATE FUNCTION pg_temp.entra(credencial bytea) RETURNS bigint LANGUAGE sql AS
  $$ SELECT count(*) FROM api.relay_sesion($1) $$;

-- Who
SELECT results_eq($$SELECT s.agente_id, s.clinicas, s.roles FROM api.relay_sesion('\x01' || sha256('ccs_x')) s$$,
  $$SELECT agente, ARRAY[c1], ARRAY['supervisor'] FROM aqui$$, 'a cookie: the clinics where one answers calls');
SELECT is((SELECT count(*) FROM flujo f JOIN aqui a ON f.clinica_id = a.c1), 1::bigint, 'which have a stream from then on');
SELECT is(pg_temp.entra('\x02' || sha256('ccs_x')), 0::bigint, 'a key has no socket');
SELECT is(pg_temp.entra('\x01' || sha256('ccs_y')), 0::bigint, 'nobody''s cookie');
SELECT is(pg_temp.entra(NULL), 0::bigint, 'nothing');
INSERT INTO sesion_ticket SELECT sha256(t::bytea), max(id), now() + lasts FROM sesion, (VALUES ('t1', interval '1 s'), ('t2', interval '-1 s')) v (t, lasts)
GROUP BY t, lasts;
SELECT is(pg_temp.entra('\x03' || sha256('t1')), 1::bigint, 'a ticket');
SELECT is(pg_temp.entra('\x03' || sha256('t1')), 0::bigint, 'once');
SELECT is(pg_temp.entra('\x03' || sha256('t2')), 0::bigint, 'in time');
SELECT is((SELECT count(*) FROM sesion_ticket), 0::bigint, 'and none stays');

-- What
DELETE FROM evento;
UPDATE flujo SET epoca = 5, seq = 4 FROM aqui WHERE clinica_id = c1;
INSERT INTO evento (clinica_id, seq, epoca, grupo_id, creado, entregas)
SELECT c1, n, 5, grupo, CASE WHEN n < 3 THEN now() - interval '11 minutes' ELSE now() END, json_build_array('e' || n)
FROM aqui, generate_series(1, 4) n;
SELECT is(pg_temp.leer(5, 4), NULL, 'nothing after the last');
SELECT is(pg_temp.leer(5, 1), '0:2e2 0:3e3 0:4e4', 'what came after a position');
SELECT is(pg_temp.leer(5, 1, 2), '0:2e2 0:3e3', 'so many at most');
SELECT is(pg_temp.leer(0, 0), '0:2-', 'who begins is placed ten minutes back');
SELECT is(pg_temp.leer(4, 9), '0:4-', 'another era: the present');
SELECT is(pg_temp.leer(5, 6), '0:4-', 'a future that was lost: the present');
DELETE FROM evento;
SELECT is(pg_temp.leer(5, 1), '0:4-', 'a past that was cleaned away: the present');
SELECT is(pg_temp.leer(0, 0), '0:4-', 'who begins where nothing is, too');

-- The pulse
INSERT INTO presencia (agente_id, grupo_id, conectado, visto) SELECT agente, grupo, true, now() FROM aqui;
UPDATE sesion SET ultimo_uso = now() - interval '2 minutes';
SELECT is((SELECT count(*) FROM sesion s, api.relay_latido(ARRAY[s.id, 999999]) l), 1::bigint, 'those that live');
SELECT is((SELECT max(now() - ultimo_uso) FROM sesion), interval '0', 'have been used');

SELECT * FROM finish();
ROLLBACK;
