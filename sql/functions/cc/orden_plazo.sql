-- How old an order may be when it leaves: the agent who waits longer has done something else, and a telephone that rings
-- then is a surprise. Reads: nothing. Inlined where it is called.
CREATE OR REPLACE FUNCTION cc.orden_plazo() RETURNS interval
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN interval '20 seconds';
