-- Reads a national number by the plan of its calling code.
-- Parameters: plan; digitos, as dialled after the calling code or within the country.
-- Returns: cc.telefono with e164 (NULL where no number of that region has such a length, or E.164 cannot hold it) and
-- clase; extension and original are the caller's to fill. Reads: plan_numeracion (through telefono_region). Writes nothing.
CREATE OR REPLACE FUNCTION cc.telefono_nacional(plan cc.plan_numeracion, digitos text) RETURNS cc.telefono
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  r cc.telefono;
  nacional text := cc.telefono_sin_prefijo(plan, digitos);
  suyo cc.plan_numeracion := cc.telefono_region(plan, nacional);
BEGIN
  IF length(nacional) = ANY (suyo.longitudes_posibles) AND length(suyo.pais_codigo || nacional) BETWEEN 6 AND 15 THEN
    r.e164 := '+' || suyo.pais_codigo || nacional;
    r.clase := cc.telefono_clase(suyo, nacional);
  ELSE
    r.clase := CASE WHEN nacional ~ plan.corto THEN 'corto' ELSE 'desconocido' END;
  END IF;
  RETURN r;
END $$;
