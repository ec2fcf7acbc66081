-- One end of a range of time: a day of a zone, or a moment.
-- Parameters: texto, YYYY-MM-DD or RFC 3339; zona; fin, whether it ends the range: a day is then included whole.
-- Returns: timestamptz, the first moment of the range or the first after it.
CREATE OR REPLACE FUNCTION cc.historial_momento(texto text, zona text, fin boolean) RETURNS timestamptz
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN CASE WHEN length(texto) = 10 THEN (texto::date + fin::int)::timestamp AT TIME ZONE zona ELSE texto::timestamptz END;
END
$$;
