-- What became of a delivery that is kept.
-- Parameters: legible, whether its adapter could read it; leidos, what cc.hecho_leer_todos made of it; nuevos, how many of its
--   facts were new. Returns: ilegible, cuarentena (no element can be used), parcial, ignorada (nothing in it is about a call's
--   course), duplicada (everything was known), aplicada.
CREATE OR REPLACE FUNCTION cc.entrega_veredicto(legible boolean, leidos cc.hechos_leidos, nuevos int) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE
    WHEN NOT legible THEN 'ilegible'
    WHEN leidos.defectos <> '{}' THEN CASE leidos.hechos WHEN '{}' THEN 'cuarentena' ELSE 'parcial' END
    WHEN leidos.desconocidos = cardinality(leidos.hechos) THEN 'ignorada'
    WHEN nuevos = 0 THEN 'duplicada'
    ELSE 'aplicada' END;
END $$;
