-- What an extension's popup does because of one leg: 0 none, 1 shown (it rings), 2 pinned (it answered). A phone that was
-- ringing when another answered has lost the call, whenever its PBX says so (one that rings later is being consulted); so has
-- one that rings for a caller who has gone.
-- Parameters: t, the leg; estado, of its call; contesto, when the last phone that is talking answered, NULL: none is.
-- Reads: nothing. Inlined where it is called.
CREATE OR REPLACE FUNCTION cc.llamada_tarjeta(t cc.tramo, estado text, contesto timestamptz) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (t).rol <> 'agente' OR estado = 'finalizada' THEN 0
            WHEN (t).estado IN ('contestado', 'retenido') THEN 2
            WHEN (t).estado = 'sonando' AND estado NOT IN ('en_buzon', 'cerrando') AND coalesce((t).sono > contesto, true) THEN 1
            ELSE 0 END;
