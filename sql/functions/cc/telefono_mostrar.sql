-- A matching key for people to read: numbers of the reader's country grouped as there (612 345 678), those of others with
-- plus sign and calling code (+44 20 7946 0018). A country that dials a trunk prefix is always shown with plus sign.
-- Parameters: clave, as cc.telefono_clave gives it; pais, the reader's. Returns: text; a key that is not E.164, verbatim.
-- Reads: plan_numeracion, plan_formato. Writes nothing.
CREATE OR REPLACE FUNCTION cc.telefono_mostrar(clave text, pais text DEFAULT 'ES') RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  suyo record;
BEGIN
  IF clave IS NULL OR clave !~ '^\+[1-9]' THEN
    RETURN clave;
  END IF;
  SELECT p.pais_codigo, p.region = pais AND p.prefijo_nacional IS NULL AS de_casa, n.nacional, (
      SELECT regexp_replace(n.nacional, f.patron, f.salida) FROM cc.plan_formato f
      WHERE f.region = p.region AND (f.digitos_iniciales IS NULL OR n.nacional ~ f.digitos_iniciales) AND n.nacional ~ f.patron
      ORDER BY f.orden LIMIT 1) AS agrupado
    INTO suyo
  FROM cc.plan_numeracion p
    CROSS JOIN LATERAL (SELECT substr(clave, length(p.pais_codigo) + 2) AS nacional) n
  WHERE p.pais_codigo IN (substr(clave, 2, 1), substr(clave, 2, 2), substr(clave, 2, 3)) AND p.orden = 0;
  IF NOT FOUND THEN
    RETURN clave;
  END IF;
  RETURN CASE WHEN suyo.de_casa THEN '' ELSE '+' || suyo.pais_codigo || ' ' END || coalesce(suyo.agrupado, suyo.nacional);
END $$;
