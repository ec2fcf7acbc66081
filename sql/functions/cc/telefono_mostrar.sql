-- A matching key for people to read: numbers of the reader's country grouped as there (612 345 678), those of others with
-- plus sign and calling code (+44 20 7946 0018). A country that dials a trunk prefix is always shown with plus sign.
-- Parameters: clave, as cc.telefono_clave gives it; pais, the reader's. Returns: text; a key that is not E.164, verbatim.
-- Reads: plan_numeracion, plan_formato. Writes nothing.
CREATE OR REPLACE FUNCTION cc.telefono_mostrar(clave text, pais text DEFAULT 'ES') RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  suyo record;
  nacional text;
  agrupado text;
BEGIN
  IF clave !~ '^\+[1-9]' OR clave IS NULL THEN
    RETURN clave;
  END IF;
  SELECT p.region, p.pais_codigo, p.region = pais AND p.prefijo_nacional IS NULL AS de_casa INTO suyo
    FROM cc.plan_numeracion p
   WHERE p.pais_codigo IN (substr(clave, 2, 1), substr(clave, 2, 2), substr(clave, 2, 3)) AND p.orden = 0;
  IF NOT FOUND THEN
    RETURN clave;
  END IF;
  nacional := substr(clave, length(suyo.pais_codigo) + 2);
  SELECT regexp_replace(nacional, f.patron, f.salida) INTO agrupado
    FROM cc.plan_formato f
   WHERE f.region = suyo.region AND (f.digitos_iniciales IS NULL OR nacional ~ f.digitos_iniciales) AND nacional ~ f.patron
   ORDER BY f.orden LIMIT 1;
  agrupado := coalesce(agrupado, nacional);
  RETURN CASE WHEN suyo.de_casa THEN agrupado ELSE '+' || suyo.pais_codigo || ' ' || agrupado END;
END $$;
