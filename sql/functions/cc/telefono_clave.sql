-- The matching key of a written number: E.164 where the plans know it, else its digits verbatim (with their plus sign, so
-- that the key of a key is the key), at most 40 characters. NULL where the number is hidden or there is none. A key of
-- fewer than 6 digits is internal: it names an extension or a public short number and never a patient (cc.identificar
-- refuses it).
-- Parameters, reads: as cc.telefono_normalizar, which one statement saves for what nearly all calls bring: a valid number
-- of the own country, in digits, where that country has no trunk prefix to take off (Spain).
CREATE OR REPLACE FUNCTION cc.telefono_clave(texto text, pais text DEFAULT 'ES') RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  clave text;
  r cc.telefono;
BEGIN
  SELECT '+' || p.pais_codigo || n.nacional INTO clave
  FROM cc.plan_numeracion p
    CROSS JOIN LATERAL (SELECT CASE WHEN starts_with(texto, '+' || p.pais_codigo) THEN substr(texto, length(p.pais_codigo) + 2)
                                    ELSE texto END AS nacional) n
  WHERE p.region = pais AND p.prefijo_nacional_regex IS NULL AND NOT p.comparte
    AND length(n.nacional) >= 6 AND length(n.nacional) = ALL (p.longitudes_posibles)
    AND n.nacional ~ p.patron AND texto !~ p.prefijo_internacional AND NOT cc.telefono_oculto(texto, texto);
  IF clave IS NOT NULL THEN
    RETURN clave;
  END IF;
  r := cc.telefono_normalizar(texto, pais);
  RETURN CASE
    WHEN r.e164 IS NOT NULL THEN r.e164
    WHEN r.clase = 'oculto' THEN NULL
    ELSE nullif(left((cc.telefono_escritura(texto)).marcado, 40), '')
  END;
END $$;
