-- The kind of a national number by its region's plan.
-- Parameters: plan; nacional. Returns: a `clase` of cc.telefono, 'desconocido' where no kind fits. Reads and writes nothing.
CREATE OR REPLACE FUNCTION cc.telefono_clase(plan cc.plan_numeracion, nacional text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN CASE
    WHEN nacional ~ plan.comercial THEN 'comercial_400'
    WHEN nacional !~ plan.patron THEN 'desconocido'
    WHEN nacional ~ plan.fijo THEN
      CASE WHEN plan.movil IS NULL OR nacional ~ plan.movil THEN 'fijo_o_movil' ELSE 'fijo' END
    WHEN nacional ~ plan.movil THEN 'movil'
    WHEN nacional ~ plan.premium THEN 'premium'
    WHEN nacional ~ plan.gratuito THEN 'gratuito'
    WHEN nacional ~ plan.compartido THEN 'compartido'
    WHEN nacional ~ plan.voip THEN 'voip'
    WHEN nacional ~ plan.personal THEN 'personal'
    WHEN nacional ~ plan.buscapersonas THEN 'buscapersonas'
    WHEN nacional ~ plan.empresa THEN 'empresa'
    WHEN nacional ~ plan.buzon THEN 'buzon'
    ELSE 'desconocido'
  END;
END $$;
