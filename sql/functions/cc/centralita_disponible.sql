-- Whether orders may be sent to a centralita now: not while the circuit breaker is open, until its next probe.
-- Parameters: pbx, id. Reads: salida.
CREATE OR REPLACE FUNCTION cc.centralita_disponible(pbx bigint) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN NOT EXISTS (SELECT FROM salida s WHERE s.destino = 'centralita ' || pbx AND s.abierta AND s.hasta > ahora());
END
$$;
