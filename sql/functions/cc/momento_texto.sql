-- A moment as the clocks of a zone show it, with their offset (RFC 3339): 2026-10-25T02:30:00+01:00.
-- Parameters: momento; zona. Returns: text, NULL for NULL.
CREATE OR REPLACE FUNCTION cc.momento_texto(momento timestamptz, zona text) RETURNS text
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
  alli timestamp := momento AT TIME ZONE zona;
  desfase_m int := extract(epoch FROM alli - (momento AT TIME ZONE 'UTC')) / 60;
BEGIN
  RETURN to_char(alli, 'YYYY-MM-DD"T"HH24:MI:SS') || CASE WHEN desfase_m < 0 THEN '-' ELSE '+' END
    || lpad((abs(desfase_m) / 60)::text, 2, '0') || ':' || lpad((abs(desfase_m) % 60)::text, 2, '0');
END
$$;
