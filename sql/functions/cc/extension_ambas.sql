-- Whether two numbers are both extensions of a PBX, so that a call between them is internal whatever the PBX calls it.
-- Parameters: pbx; a, b, as the PBX writes them, NULL or '' is none. Reads: extension.
CREATE OR REPLACE FUNCTION cc.extension_ambas(pbx bigint, a text, b text) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF a IS NULL OR b IS NULL OR a ~ '^\+?[0-9]{9,}$' THEN
    RETURN false;
  END IF;
  RETURN EXISTS (SELECT FROM extension e WHERE e.centralita_id = pbx AND e.numero = a)
     AND EXISTS (SELECT FROM extension e WHERE e.centralita_id = pbx AND e.numero = b);
END $$;
