-- The moment of an event, as written. RFC 3339; without offset it is the centralita's local time, and one that its clock
-- showed twice (the night in October) is the second of the two.
-- Parameters: texto; zona, of the centralita. Returns: timestamptz, NULL for what is no moment. Reads: nothing.
-- Not a cast under an exception handler: a handler costs a subtransaction for every event.
CREATE OR REPLACE FUNCTION cc.hecho_momento(texto text, zona text) RETURNS timestamptz
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF texto !~ ('^(19|20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt ]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)'
               '([.]\d{1,9})?([Zz]|[+-](0\d|1[0-4]):?[0-5]\d)?$') IS NOT FALSE
     OR substr(texto, 9, 2) > '28' AND substr(texto, 9, 2)::int > extract(day FROM
        make_date(substr(texto, 1, 4)::int, substr(texto, 6, 2)::int, 1) + interval '1 month' - interval '1 day') THEN
    RETURN NULL;
  ELSIF texto ~ '([Zz]|[+-]\d\d:?\d\d)$' AND length(texto) > 19 THEN
    RETURN texto::timestamptz;
  END IF;
  RETURN texto::timestamp AT TIME ZONE zona;
END $$;
