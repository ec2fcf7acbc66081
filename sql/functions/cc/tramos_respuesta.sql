-- When the last of our phones that are talking answered. Parameters: tramos, the legs of one call. Returns: a moment, NULL
-- when none talks. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.tramos_respuesta(tramos cc.tramo[]) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT max(t.contesto) FROM unnest(tramos) t WHERE t.rol = 'agente' AND t.termino IS NULL);
