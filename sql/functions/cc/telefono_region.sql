-- Which of the regions that share a calling code a national number belongs to (+1 is the United States, Canada and 23
-- more): the first whose leading digits, or else whose kinds of number, fit it.
-- Parameters: plan, one of the regions of that code; nacional. Returns: the region's plan; `plan` itself where none fits.
-- Reads: plan_numeracion. Writes nothing.
CREATE OR REPLACE FUNCTION cc.telefono_region(plan cc.plan_numeracion, nacional text) RETURNS cc.plan_numeracion
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  suyo cc.plan_numeracion;
BEGIN
  IF NOT plan.comparte THEN
    RETURN plan;
  END IF;
  FOR suyo IN SELECT p.* FROM cc.plan_numeracion p WHERE p.pais_codigo = plan.pais_codigo ORDER BY p.orden LOOP
    IF coalesce(nacional ~ suyo.digitos_iniciales, cc.telefono_clase(suyo, nacional) <> 'desconocido') THEN
      RETURN suyo;
    END IF;
  END LOOP;
  RETURN plan;
END $$;
