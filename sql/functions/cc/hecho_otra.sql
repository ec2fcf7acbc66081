-- The other id that a fact says is the same call: an alias, our request that the PBX names (only ids that we could have given),
-- or the PBX's id that came with its answer to our order.
-- Parameters: h. Returns: the id, NULL for none. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.hecho_otra(h cc.hecho) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF h.tipo IN ('llamada.alias', 'peticion.aceptada') THEN
    RETURN h.datos ->> 'alias';
  ELSIF h.datos ? 'peticion' AND h.datos ->> 'peticion' LIKE 'cc-%' AND length(h.datos ->> 'peticion') = 25 THEN
    RETURN nullif(h.datos ->> 'peticion', h.llamada);
  END IF;
  RETURN NULL;
END $$;
