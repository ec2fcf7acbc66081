-- The facts of one call, in order. Parameters: l, its row. Returns: the facts, NULL when it has none (recorded by hand).
-- Reads: llamada_id, hecho.
CREATE OR REPLACE FUNCTION cc.llamada_hechos_de(l cc.llamada) RETURNS cc.hecho[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT c.hechos FROM llamada_id i CROSS JOIN LATERAL componente_llamadas(componente_hechos(i.componente)) c
    WHERE i.centralita_id = l.centralita_id AND i.llamada = l.raiz AND c.raiz = l.raiz AND c.encarnacion = l.encarnacion);
END $$;
