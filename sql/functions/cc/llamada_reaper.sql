-- Looks after a call that may have been forgotten: one without facts for so long (cc.llamada_plazo, by our clock) is closed as
-- inferred; one that has spoken meanwhile is looked at again later. An answered call stays answered. Called by its job,
-- before the job's own row is touched.
-- Parameters: llamada, its id. Returns: when to look again, NULL when there is nothing left to watch (the job is asked for
--   again here). Reads: llamada, hecho. Writes: trabajo (by cc.trabajo_programar), and as cc.llamada_cerrar.
CREATE OR REPLACE FUNCTION cc.llamada_reaper(llamada bigint) RETURNS timestamptz
LANGUAGE plpgsql AS $$
DECLARE
  l constant cc.llamada := llamada_bloquear(llamada);
  vence timestamptz;
BEGIN
  IF l.id IS NULL OR l.estado = 'finalizada' THEN
    RETURN NULL;
  END IF;
  vence := (SELECT max(h.recibido) FROM unnest(llamada_hechos_de(l)) h) + llamada_plazo(l.contestada, l.peticion_modo);
  IF vence <= ahora() THEN
    PERFORM llamada_cerrar(l, 'cierre.inferido');
    RETURN NULL;
  END IF;
  PERFORM trabajo_programar('llamada_inactiva', l.id::text, jsonb_build_object('llamada_id', l.id), vence, l.grupo_id);
  RETURN vence;
END $$;
