-- How much a place may be asked at once, and how many points of failure (cc.salida_mal) it takes to stop asking it.
-- Parameters: destino, 'centralita 7'. Returns: (a_la_vez, puntos). Reads: –.
CREATE OR REPLACE FUNCTION cc.salida_limite(destino text, OUT a_la_vez int, OUT puntos int)
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN destino LIKE 'centralita %' THEN 4 ELSE 2 END, CASE WHEN destino LIKE 'centralita %' THEN 3 ELSE 5 END
$$;
