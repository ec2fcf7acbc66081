-- Reads a number that begins with its calling code.
-- Parameters: digitos, without plus sign or exit code. Returns and reads as cc.telefono_nacional; a calling code that
-- nobody has gives e164 NULL, clase 'desconocido'.
CREATE OR REPLACE FUNCTION cc.telefono_internacional(digitos text) RETURNS cc.telefono
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  plan cc.plan_numeracion;
  r cc.telefono;
BEGIN
  SELECT p.* INTO plan FROM cc.plan_numeracion p
   WHERE p.pais_codigo IN (left(digitos, 1), left(digitos, 2), left(digitos, 3)) AND p.orden = 0;
  IF NOT FOUND THEN
    r.clase := 'desconocido';
    RETURN r;
  END IF;
  RETURN cc.telefono_nacional(plan, substr(digitos, length(plan.pais_codigo) + 1));
END $$;
