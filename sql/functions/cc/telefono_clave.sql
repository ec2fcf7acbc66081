-- The matching key of a written number: E.164 where the plans know it, else its digits verbatim (with their plus sign, so
-- that the key of a key is the key), at most 40 characters. NULL where the number is hidden or there is none. A key of
-- fewer than 6 digits is internal: it names an extension or a public short number and never a patient (cc.identificar
-- refuses it).
-- Parameters, reads: as cc.telefono_normalizar.
CREATE OR REPLACE FUNCTION cc.telefono_clave(texto text, pais text DEFAULT 'ES') RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  r cc.telefono := cc.telefono_normalizar(texto, pais);
BEGIN
  RETURN CASE
    WHEN r.e164 IS NOT NULL THEN r.e164
    WHEN r.clase = 'oculto' THEN NULL
    ELSE nullif(left((cc.telefono_escritura(texto)).marcado, 40), '')
  END;
END $$;
