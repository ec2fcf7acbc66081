-- Takes the trunk prefix (and carrier code) off a national number, or completes a local one, as its plan says, unless
-- the number is only valid with it or would become too short: libphonenumber's rule.
-- Parameters: plan, of the calling code; digitos, the national number as dialled. Returns: the national number.
-- Reads: plan_numeracion (through telefono_region). Writes nothing.
CREATE OR REPLACE FUNCTION cc.telefono_sin_prefijo(plan cc.plan_numeracion, digitos text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  hallado text[] := regexp_match(digitos, plan.prefijo_nacional_regex); -- [1] is the whole match, the rest its groups
  sin text;
  suyo cc.plan_numeracion;
BEGIN
  IF hallado IS NULL THEN
    RETURN digitos;
  END IF;
  IF plan.regla_transformacion IS NOT NULL AND cardinality(hallado) > 1 AND hallado[cardinality(hallado)] <> '' THEN
    sin := regexp_replace(digitos, plan.prefijo_nacional_regex, plan.regla_transformacion);
  ELSE
    sin := substr(digitos, length(hallado[1]) + 1);
  END IF;
  IF sin = digitos OR (digitos ~ plan.patron AND sin !~ plan.patron) THEN
    RETURN digitos;
  END IF;
  suyo := cc.telefono_region(plan, sin);
  IF length(sin) > suyo.longitudes_posibles[cardinality(suyo.longitudes_posibles)]
     OR length(sin) = ANY (suyo.longitudes_posibles) THEN
    RETURN sin;
  END IF;
  RETURN digitos;
END $$;
