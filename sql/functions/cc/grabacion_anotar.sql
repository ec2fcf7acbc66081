-- The messages that the facts of a call say can be fetched: each gets a row, `pendiente`, and a job that fetches it. Known again
-- by its address: a fact that comes again, or in another order, changes nothing; where a re-used id of the PBX turns out to be
-- two calls, a message goes to the one that it belongs to.
-- Parameters: l, the call's row as it stands; hechos, its facts. Returns: whether there is something new.
-- Reads: llamada. Writes: grabacion, trabajo (new keys only, so it may come before the locks of follow-ups).
CREATE OR REPLACE FUNCTION cc.grabacion_anotar(l cc.llamada, hechos cc.hecho[]) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  h cc.hecho;
  url text;
  nueva bigint;
  alguna boolean := false;
BEGIN
  FOREACH h IN ARRAY hechos LOOP
    url := h.datos ->> 'url';
    CONTINUE WHEN url IS NULL OR NOT (h.tipo = 'buzon.mensaje' OR h.tipo = 'grabacion.lista' AND h.datos @> '{"rol": "buzon"}')
      OR octet_length(url) > 2048 OR url !~* '^https?://[!-~]+$'
      OR EXISTS (SELECT FROM grabacion g WHERE g.llamada_id = l.id AND g.clase = 'buzon' AND g.clave = url);
    alguna := true;
    UPDATE grabacion g SET llamada_id = l.id
    FROM llamada otra
    WHERE otra.centralita_id = l.centralita_id AND otra.raiz = l.raiz AND otra.id <> l.id
      AND g.llamada_id = otra.id AND g.clase = 'buzon' AND g.clave = url;
    CONTINUE WHEN FOUND;
    INSERT INTO grabacion (grupo_id, llamada_id, clase, estado, clave, duracion_s, creada)
    VALUES (l.grupo_id, l.id, 'buzon', 'pendiente', url, (h.datos ->> 'duracion_s')::int, ahora())
    RETURNING id INTO nueva;
    PERFORM trabajo_programar('grabacion_traer', nueva::text, jsonb_build_object('grabacion_id', nueva), ahora(), l.grupo_id,
      destino => 'audio ' || l.centralita_id);
  END LOOP;
  RETURN alguna;
END
$$;
