-- When the last of our phones that are talking answered. Parameters: tramos, the legs of one call. Returns: a moment, NULL
-- when none talks. Reads: nothing. A loop, because a statement inside an SQL function is planned at every call.
CREATE OR REPLACE FUNCTION cc.tramos_respuesta(tramos cc.tramo[]) RETURNS timestamptz
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  t cc.tramo;
  ultima timestamptz;
BEGIN
  FOREACH t IN ARRAY coalesce(tramos, '{}') LOOP
    IF t.rol = 'agente' AND t.termino IS NULL THEN
      ultima := greatest(ultima, t.contesto);
    END IF;
  END LOOP;
  RETURN ultima;
END $$;
