-- Matrix (a), event × state → action: that it covers the model, and that the intake really does what it says, row by row.
BEGIN;
\ir comun/escenario.sql
SELECT plan(10);

INSERT INTO agente_extension (grupo_id, agente_id, extension_id, desde) VALUES (9001, 9601, 9101, ahora() - interval '1 hour'), (9001, 9602, 9102, ahora() - interval '1 hour');
CREATE TEMP TABLE fila AS SELECT row_number() OVER () AS n, m.* FROM matriz_estados() m;

SELECT is((SELECT string_agg(DISTINCT estado, ' ' ORDER BY estado) FROM fila),
  'aparcada cerrando en_buzon en_cola en_curso en_espera finalizada marcando recibida solicitada sonando sonando_agente transfiriendo', 'every state is reached');
SELECT is((SELECT count(DISTINCT hecho_rango(s.tipo))::int FROM matriz_sucesos() s), hecho_rango('cierre.inferido') - 8, 'by every event that is folded, but for the house''s own about requests');
SELECT is((SELECT count(*)::int FROM fila), (SELECT count(*)::int FROM matriz_historias()) * (SELECT count(*)::int FROM matriz_sucesos()), 'each event in each state');
SELECT is((SELECT string_agg(DISTINCT siguiente, ' ') FROM fila WHERE estado = 'finalizada'), 'finalizada', 'only what is over is final');
SELECT is((SELECT string_agg(DISTINCT concat_ws(' ', historia[1], evento, resultado), ', ') FROM fila WHERE estado = 'finalizada' AND direccion = 'entrante' AND 'hablado' = ANY (efectos)),
  'tramo.suena agente llamada.resumen atendida, tramo.suena agente tramo.contesta agente atendida, tramo.suena agente tramo.contesta otro agente atendida',
  'whose outcome may still be corrected: by an answer that comes late, or by the PBX''s own record');
SELECT is((SELECT string_agg(DISTINCT estado, ' ') FROM fila WHERE 'fijar' = ANY (efectos) AND evento NOT LIKE 'tramo.%'), NULL, 'a card is pinned by legs only');
SELECT is((SELECT count(*)::int FROM fila WHERE 'seguimiento' = ANY (efectos) AND (siguiente <> 'finalizada' OR NOT es_perdida OR direccion <> 'entrante')), 0,
  'a call to return comes of a missed call that is over');

-- The same through the intake. `cierre.*` are the house's own facts, which no PBX may deliver.
CREATE TEMP TABLE hecho_real (n bigint, orden int, evento jsonb);
INSERT INTO hecho_real
SELECT f.n, e.orden, jsonb_strip_nulls(s.datos || jsonb_build_object('llamada', 'm' || f.n, 'tipo', s.tipo,
  'momento', to_char(timestamp '2026-03-10 10:00' + make_interval(secs => 20 * e.orden), 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))
  || CASE WHEN e.orden = 1 THEN jsonb_build_object('direccion', f.direccion, 'linea', '911111111', CASE f.direccion WHEN 'saliente' THEN 'destino' ELSE 'origen' END,
       '69' || lpad(f.n::text, 7, '0')) ELSE '{}' END
FROM fila f CROSS JOIN LATERAL unnest('{llamada.ofrecida}'::text[] || f.historia || f.evento) WITH ORDINALITY e (nombre, orden)
  JOIN matriz_sucesos() s ON s.evento = e.nombre
WHERE f.evento NOT IN ('cierre.gracia', 'cierre.inferido', 'llamada.alias');
CREATE FUNCTION pg_temp.entrega(cual bigint, eventos jsonb) RETURNS void LANGUAGE sql AS $$
  SELECT api.evento_pbx(9031, 1, '{}', NULL, convert_to(cual || eventos::text, 'UTF8'), NULL, eventos, NULL) $$;
CREATE TEMP TABLE visto (n bigint, antes text, estado text, resultado text, es_perdida boolean, efectos text[]);
DO $$
DECLARE
  f record;
  desde bigint;
  abiertos int;
BEGIN
  FOR f IN SELECT h.n, jsonb_agg(h.evento ORDER BY h.orden) AS todos FROM hecho_real h GROUP BY h.n ORDER BY h.n LOOP
    PERFORM pg_temp.entrega(f.n, f.todos - -1);
    desde := (SELECT max(e.seq) FROM cc.evento e WHERE e.clinica_id = 9011);
    INSERT INTO visto (n, antes) SELECT f.n, l.estado FROM cc.llamada l WHERE l.raiz = 'm' || f.n;
    PERFORM pg_temp.entrega(f.n, jsonb_build_array(f.todos -> -1));
    UPDATE visto v SET (estado, resultado, es_perdida) = (SELECT l.estado, l.resultado, l.es_perdida FROM cc.llamada l WHERE l.raiz = 'm' || f.n),
      efectos = ARRAY(
        SELECT DISTINCT d ->> 'accion' FROM cc.evento e CROSS JOIN json_array_elements(e.entregas) d
        WHERE e.clinica_id = 9011 AND e.seq > desde AND d ->> 'tipo' = 'llamada' AND d -> 'agentes' IS NOT NULL ORDER BY 1)
    WHERE v.n = f.n;
  END LOOP;
END $$;
SELECT is((SELECT count(*)::int FROM visto), (SELECT count(DISTINCT n)::int FROM hecho_real), 'each row is played through the intake');
SELECT is((SELECT string_agg(format('%s %s + %s: %s %s', f.direccion, f.estado, f.evento, v.estado, v.resultado), E'\n') FROM visto v JOIN fila f USING (n)
  WHERE (v.antes, v.estado, v.resultado, v.es_perdida) IS DISTINCT FROM (f.estado, f.siguiente, f.resultado, f.es_perdida)), NULL, 'which goes where the matrix says');
SELECT is((SELECT string_agg(format('%s %s + %s: %s instead of %s', f.direccion, f.estado, f.evento, v.efectos, f.efectos), E'\n') FROM visto v JOIN fila f USING (n)
  WHERE v.efectos <> ARRAY(SELECT x FROM unnest(f.efectos) x WHERE x IN ('mostrar', 'fijar', 'ocultar') ORDER BY 1)), NULL, 'and does with the cards what it says');

SELECT * FROM finish();
ROLLBACK;
