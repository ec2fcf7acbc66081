-- Reads what would be dialled in a country: with plus sign, with the country's exit code, with its calling code but no
-- plus, or nationally; last, where it can be no national number and is a valid one of another country, as a calling code
-- without plus (Vonage writes so).
-- Parameters: marcado, as cc.telefono_escritura gives it, not ''; pais, ISO 3166.
-- Returns and reads as cc.telefono_nacional.
CREATE OR REPLACE FUNCTION cc.telefono_resolver(marcado text, pais text) RETURNS cc.telefono
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  plan cc.plan_numeracion;
  resto text;
  r cc.telefono;
  otro cc.telefono;
BEGIN
  IF left(marcado, 1) = '+' THEN
    RETURN cc.telefono_internacional(substr(marcado, 2));
  END IF;
  SELECT p.* INTO plan FROM cc.plan_numeracion p WHERE p.region = pais;
  resto := substr(marcado, length(substring(marcado FROM plan.prefijo_internacional)) + 1);
  IF resto <> marcado AND resto ~ '^[1-9]' THEN -- no calling code begins with 0
    RETURN cc.telefono_internacional(resto);
  END IF;
  IF cc.telefono_trae_codigo(plan, marcado) THEN
    RETURN cc.telefono_internacional(marcado);
  END IF;
  r := cc.telefono_nacional(plan, marcado);
  IF r.e164 IS NULL AND r.clase IS DISTINCT FROM 'corto' THEN
    otro := cc.telefono_internacional(marcado);
    IF otro.e164 IS NOT NULL AND otro.clase <> 'desconocido' THEN
      RETURN otro;
    END IF;
  END IF;
  RETURN r;
END $$;
