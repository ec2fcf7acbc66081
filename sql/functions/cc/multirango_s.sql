-- The length of some stretches of time together, in whole seconds. Parameters: tiempos. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.multirango_s(tiempos tstzmultirange) RETURNS int
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN (SELECT coalesce(floor(extract(epoch FROM sum(upper(r) - lower(r)))), 0) FROM unnest(tiempos) r);
END $$;
