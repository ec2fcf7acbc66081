-- How long a call may be silent before the reaper closes it: two hours while people talk, a quarter of an hour before;
-- one that a person dials by hand, and has not told the result of, half a day.
-- Parameters: contestada, when it was answered, NULL when it was not; modo, of a click-to-call. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamada_plazo(contestada timestamptz, modo text) RETURNS interval
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN modo = 'tel' AND contestada IS NULL THEN interval '12 hours' WHEN contestada IS NULL THEN interval '15 minutes' ELSE interval '2 hours' END;
