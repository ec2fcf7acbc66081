-- How a PBX names a call and the agent's leg of it, as its own facts last did.
-- Parameters: id, of the call; extension, the agent's. Returns: llamada; tramo, NULL where the PBX names no legs; no row when
--   it has said nothing. Reads: what cc.llamada_hechos_de reads.
CREATE OR REPLACE FUNCTION cc.orden_pata(id bigint, extension text) RETURNS TABLE (llamada text, tramo text)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  l cc.llamada;
BEGIN
  SELECT x.* INTO l FROM llamada x WHERE x.id = orden_pata.id;
  RETURN QUERY
  SELECT h.llamada, nullif(h.tramo, '') FROM unnest(llamada_hechos_de(l)) WITH ORDINALITY h
  WHERE hecho_rango(h.tipo) IS NOT NULL AND h.tipo NOT LIKE 'cierre.%' AND h.tipo NOT LIKE 'peticion.%'
  ORDER BY (h.datos ->> 'extension' = orden_pata.extension) IS NOT TRUE, h.tramo = '', h.ordinality DESC
  LIMIT 1;
END
$$;
