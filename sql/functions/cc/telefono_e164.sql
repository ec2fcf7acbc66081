-- A written number as E.164, NULL where the numbering plans do not know it.
-- Parameters, reads: as cc.telefono_normalizar. Returns: text of the form of the domain cc.e164.
CREATE OR REPLACE FUNCTION cc.telefono_e164(texto text, pais text DEFAULT 'ES') RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN (cc.telefono_normalizar(texto, pais)).e164;
END $$;
