-- The row of a call as it stands, locked: the one that its root and encarnación name, else (a merge has just given it another
-- root) the oldest of those that its other ids name.
-- Parameters: pbx, id of the centralita; c, the call. Returns: the row, or NULLs. Reads: llamada.
CREATE OR REPLACE FUNCTION cc.llamada_proyectar_fila(pbx bigint, c cc.llamada_hechos) RETURNS cc.llamada
LANGUAGE plpgsql AS $$
DECLARE
  fila cc.llamada;
BEGIN
  SELECT l.* INTO fila FROM llamada l
  WHERE l.centralita_id = pbx AND l.raiz = c.raiz AND l.encarnacion = c.encarnacion
  FOR NO KEY UPDATE;
  IF NOT FOUND AND cardinality(c.nodos) > 1 THEN
    SELECT l.* INTO fila FROM unnest(c.nodos) n
      JOIN llamada l ON l.centralita_id = pbx AND l.raiz = substr(n, strpos(n, ' ') + 1) AND l.encarnacion = split_part(n, ' ', 1)::int
    WHERE l.fusionada_en IS NULL
    ORDER BY l.id LIMIT 1
    FOR NO KEY UPDATE OF l;
  END IF;
  RETURN fila;
END $$;
