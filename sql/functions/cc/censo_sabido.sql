-- Whether what a census would tell of a leg or a call was told before, with its true moment: of a call its offer, of a leg its
-- answer, or, for one that rings, anything.
-- Parameters: pbx, id of the centralita; evento, canonical. Returns: whether it is known. Reads: llamada_id, hecho.
CREATE OR REPLACE FUNCTION cc.censo_sabido(pbx bigint, evento jsonb) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM llamada_id r
    JOIN llamada_id i ON i.componente = r.componente
    JOIN hecho h ON h.centralita_id = i.centralita_id AND h.llamada = i.llamada
    WHERE r.centralita_id = pbx AND r.llamada = evento ->> 'llamada'
      AND CASE evento ->> 'tipo'
          WHEN 'llamada.ofrecida' THEN h.tipo = 'llamada.ofrecida'
          WHEN 'tramo.suena' THEN h.tramo = evento ->> 'tramo'
          ELSE h.tipo = evento ->> 'tipo' AND h.tramo = coalesce(evento ->> 'tramo', '') END);
END $$;
