-- Whether a number written in a country begins with the country's own calling code, without plus (34612345678): it does
-- where it would be too long, or invalid, with those digits and valid without them. libphonenumber's rule.
-- Parameters: plan, of the country; digitos. Returns: boolean. Reads: plan_numeracion (through telefono_sin_prefijo).
CREATE OR REPLACE FUNCTION cc.telefono_trae_codigo(plan cc.plan_numeracion, digitos text) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  con text;
BEGIN
  IF NOT starts_with(digitos, plan.pais_codigo) THEN
    RETURN false;
  END IF;
  con := cc.telefono_sin_prefijo(plan, digitos);
  RETURN length(con) > plan.longitudes_posibles[cardinality(plan.longitudes_posibles)]
    OR (con !~ plan.patron
        AND cc.telefono_sin_prefijo(plan, substr(digitos, length(plan.pais_codigo) + 1)) ~ plan.patron);
END $$;
