-- The facts of a component that count for the fold, in the total order (CALL MODEL §4).
-- Parameters: componente. Returns: the facts, NULL when there are none. Reads: llamada_id, hecho.
CREATE OR REPLACE FUNCTION cc.componente_hechos(componente bigint) RETURNS cc.hecho[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT array_agg(h ORDER BY h.momento, h.secuencia, hecho_rango(h.tipo), h.huella)
    FROM llamada_id i JOIN hecho h ON h.centralita_id = i.centralita_id AND h.llamada = i.llamada
    WHERE i.componente = componente_hechos.componente AND hecho_rango(h.tipo) IS NOT NULL);
END $$;
