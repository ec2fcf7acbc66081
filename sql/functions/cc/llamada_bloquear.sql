-- A call's row, when nobody else is folding its facts: locks its component until the transaction ends, then reads.
-- Parameters: llamada, its id. Returns: the row, NULLs when it is gone, merged, or no PBX's. Reads: llamada, llamada_id.
CREATE OR REPLACE FUNCTION cc.llamada_bloquear(llamada bigint) RETURNS cc.llamada
LANGUAGE plpgsql AS $$
DECLARE
  l cc.llamada;
BEGIN
  PERFORM componente_bloquear(x.centralita_id, ARRAY[x.raiz], '{}', '{}')
  FROM llamada x WHERE x.id = llamada_bloquear.llamada AND x.centralita_id IS NOT NULL;
  SELECT x.* INTO l FROM llamada x
  WHERE x.id = llamada_bloquear.llamada AND x.centralita_id IS NOT NULL AND x.fusionada_en IS NULL;
  RETURN l;
END $$;
