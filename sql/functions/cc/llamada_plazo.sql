-- How long a call may be silent before the reaper closes it: two hours while people talk, a quarter of an hour before.
-- Parameters: contestada, when it was answered, NULL when it was not. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamada_plazo(contestada timestamptz) RETURNS interval
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN contestada IS NULL THEN interval '15 minutes' ELSE interval '2 hours' END;
