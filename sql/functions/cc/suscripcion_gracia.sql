-- For how long the former secret of a subscription signs too, after a rotation. Reads: –.
CREATE OR REPLACE FUNCTION cc.suscripcion_gracia() RETURNS interval
LANGUAGE sql IMMUTABLE
RETURN interval '24 hours';
