-- What a minute to a number is taken to cost. Parameters: p, its numero, clase and ajustes known; pais, of the clinic.
-- Returns: cents. Reads: plan_numeracion.
CREATE OR REPLACE FUNCTION cc.llamar_tarifa(p cc.peticion, pais text) RETURNS int
LANGUAGE plpgsql STABLE AS $$
DECLARE
  tarifas constant jsonb := p.ajustes -> 'tarifas_cent';
  propio constant boolean := starts_with(p.numero, '+' || (SELECT n.pais_codigo FROM plan_numeracion n WHERE n.region = pais));
  que constant text := CASE WHEN llamar_premium(p) THEN 'premium' ELSE p.clase END;
BEGIN
  RETURN greatest(coalesce((tarifas ->> que)::int, 0), CASE WHEN propio THEN 0 ELSE coalesce((tarifas ->> 'internacional')::int, 0) END);
END
$$;
