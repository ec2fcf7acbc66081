-- Which calls the facts of a component are (CALL MODEL §4, Which call). A `llamada.ofrecida` more than 60 s after the end of
-- the same id begins its next encarnación; an alias joins the encarnaciones that its two ids were in at that moment; the
-- root of a call is the id of our request where there is one, else the id with the least (first ofrecida, id).
--   What a PBX says with `peticion` (our id of a click-to-call), or answers to the order with an id of its own, joins the two;
--   where it says neither, cc.peticion_correlar finds the call of a request.
-- Parameters: hechos, in the total order. Returns: one row per call. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.componente_llamadas(hechos cc.hecho[]) RETURNS SETOF cc.llamada_hechos
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  h cc.hecho;
  vivas jsonb := '{}';              -- id → its present encarnación
  cierres jsonb := '{}';            -- id → when that one ended
  nodos text[] := '{}';             -- '<encarnación> <id>', each once
  grupos int[] := '{}';             -- the call that each node belongs to
  de_hecho text[] := '{}';          -- the node of each fact
  nodo text;
  otro text;
  pedida boolean := false;          -- one of them is a request of ours
  correlados int[] := '{}';         -- the calls that a request was joined to by extension and number
BEGIN
  FOREACH h IN ARRAY coalesce(hechos, '{}') LOOP
    IF h.tipo = 'llamada.ofrecida' AND h.momento > (cierres ->> h.llamada)::timestamptz + interval '60 seconds' THEN
      vivas := jsonb_set(vivas, ARRAY[h.llamada], to_jsonb(coalesce((vivas ->> h.llamada)::int, 1) + 1));
      cierres := cierres - h.llamada;
    ELSIF h.tipo IN ('llamada.fin', 'cierre.gracia', 'cierre.inferido') THEN
      cierres := cierres || jsonb_build_object(h.llamada, h.momento);
    END IF;
    nodo := coalesce(vivas ->> h.llamada, '1') || ' ' || h.llamada;
    de_hecho := de_hecho || nodo;
    IF nodo <> ALL (nodos) THEN
      nodos := nodos || nodo;
      grupos := grupos || cardinality(nodos);
    END IF;
    pedida := pedida OR h.tipo = 'peticion.hecha';
    otro := CASE WHEN h.tipo IN ('llamada.alias', 'peticion.aceptada') OR h.datos ? 'peticion' THEN hecho_otra(h) END;
    IF otro IS NOT NULL THEN
      otro := coalesce(vivas ->> otro, '1') || ' ' || otro;
      IF otro <> ALL (nodos) THEN
        nodos := nodos || otro;
        grupos := grupos || cardinality(nodos);
      END IF;
      grupos := array_replace(grupos, grupos[array_position(nodos, otro)], grupos[array_position(nodos, nodo)]);
    END IF;
  END LOOP;
  IF cardinality(nodos) = 1 THEN
    RETURN NEXT (hechos[1].llamada, 1, nodos, hechos, NULL)::cc.llamada_hechos;
    RETURN;
  ELSIF pedida THEN
    SELECT c.grupos, c.correlados INTO grupos, correlados FROM peticion_correlar(hechos, de_hecho, nodos, grupos) c;
  END IF;
  RETURN QUERY
  SELECT substr(r.nodo, strpos(r.nodo, ' ') + 1), split_part(r.nodo, ' ', 1)::int, g.nodos, g.hechos,
    CASE WHEN g.grupo = ANY (correlados) THEN 'extension_numero' END
  FROM (
    SELECT n.grupo, array_agg(DISTINCT n.nodo) AS nodos,
           array_agg(f.hecho ORDER BY f.orden) FILTER (WHERE f.orden IS NOT NULL) AS hechos
    FROM unnest(nodos, grupos) n (nodo, grupo)
      LEFT JOIN LATERAL (
        SELECT d.orden, hechos[d.orden] AS hecho FROM unnest(de_hecho) WITH ORDINALITY d (nodo, orden)
        WHERE d.nodo = n.nodo) f ON true
    GROUP BY n.grupo) g
  CROSS JOIN LATERAL (
    SELECT n AS nodo FROM unnest(g.nodos) n
    ORDER BY EXISTS (SELECT FROM unnest(g.hechos) f WHERE f.tipo = 'peticion.hecha' AND '1 ' || f.llamada = n) DESC,
             (SELECT min(f.momento) FROM unnest(g.hechos) f WHERE f.tipo = 'llamada.ofrecida'
                AND f.llamada = substr(n, strpos(n, ' ') + 1)) NULLS LAST, substr(n, strpos(n, ' ') + 1)
    LIMIT 1) r
  WHERE g.hechos IS NOT NULL
  ORDER BY 1, 2;
END $$;
