-- Holds a clinic's zone and country against those that there are.
-- Parameters: zona, pais, NULL where they stay. Errors: CC422. Reads: pg_timezone_names, plan_numeracion.
CREATE OR REPLACE FUNCTION cc.clinica_comprobar(zona text, pais text) RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF zona IS NOT NULL AND NOT EXISTS (SELECT FROM pg_timezone_names z WHERE z.name = zona) THEN
    PERFORM problema_campo('zona', 'No es una zona horaria, como Europe/Madrid o Atlantic/Canary.');
  ELSIF pais IS NOT NULL AND NOT EXISTS (SELECT FROM plan_numeracion p WHERE p.region = pais) THEN
    PERFORM problema_campo('pais', 'No es un país de dos letras mayúsculas, como ES.');
  END IF;
END
$$;
