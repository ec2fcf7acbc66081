-- Which call of a PBX that takes no id of ours is the one that we asked for: outgoing, from the same extension, to the same
-- number (its last nine digits, so that one number written in several ways is one), begun within 90 s of the request. Of several the
-- nearest; never two calls to a request, nor two requests to a call. A request that the PBX has spoken of, or that was refused
-- or taken back, looks for none; nor is a call its own that was there before it (`anteriores`).
-- Parameters: hechos, in the total order; de_hecho, the node of each; nodos; grupos, the call of each node
--   (cc.componente_llamadas). Returns: grupos, with requests and calls joined; correlados, the calls that this joined.
-- Reads: nothing.
CREATE OR REPLACE FUNCTION cc.peticion_correlar(hechos cc.hecho[], de_hecho text[], nodos text[], INOUT grupos int[],
  OUT correlados int[])
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  par record;
  usados int[] := '{}';
BEGIN
  correlados := '{}';
  FOR par IN
    WITH suyo AS (
      SELECT n.grupo, hechos[d.orden] AS hecho, d.orden
      FROM unnest(nodos, grupos) n (nodo, grupo) JOIN unnest(de_hecho) WITH ORDINALITY d (nodo, orden) ON d.nodo = n.nodo
    ), grupo AS (
      SELECT s.grupo, array_agg(s.hecho ORDER BY s.orden) AS hechos, bool_and((s.hecho).tipo LIKE 'peticion.%') AS sola,
        bool_or((s.hecho).tipo IN ('peticion.rechazada', 'peticion.anulada')) AS acabada,
        bool_or((s.hecho).tipo = 'peticion.hecha') AS pedida
      FROM suyo s GROUP BY s.grupo
    ), peticion AS (
      SELECT g.grupo, h.momento, h.datos ->> 'origen' AS extension, h.datos -> 'anteriores' AS anteriores, numero_digitos(h.datos ->> 'destino') AS digitos
      FROM grupo g CROSS JOIN LATERAL unnest(g.hechos) h
      WHERE g.sola AND NOT g.acabada AND h.tipo = 'peticion.hecha' AND h.datos ->> 'correlar' = 'true'
    ), llamada AS (
      SELECT g.grupo, g.hechos[1].momento AS momento, g.hechos, llamada_plegar_oferta(g.hechos) AS oferta
      FROM grupo g WHERE NOT g.sola AND NOT g.pedida
    )
    SELECT p.grupo AS peticion, l.grupo AS llamada
    FROM peticion p JOIN llamada l ON l.momento BETWEEN p.momento - interval '90 seconds' AND p.momento + interval '90 seconds'
      AND coalesce(l.oferta ->> 'direccion', 'saliente') = 'saliente' AND numero_digitos(l.oferta ->> 'destino') = p.digitos
      AND (l.oferta ->> 'origen' = p.extension OR EXISTS (SELECT FROM unnest(l.hechos) h WHERE h.datos ->> 'extension' = p.extension))
      AND NOT EXISTS (SELECT FROM unnest(l.hechos) h WHERE p.anteriores ? h.llamada)
    ORDER BY greatest(l.momento - p.momento, p.momento - l.momento), p.momento, l.momento, nodos[p.grupo], nodos[l.grupo]
  LOOP
    CONTINUE WHEN par.peticion = ANY (usados) OR par.llamada = ANY (usados);
    usados := usados || ARRAY[par.peticion, par.llamada];
    grupos := array_replace(grupos, par.peticion, par.llamada);
    correlados := correlados || par.llamada;
  END LOOP;
END $$;
