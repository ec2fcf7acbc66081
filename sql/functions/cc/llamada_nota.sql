-- Keeps the caller's note on a call: each agent has one per call, written over as they type (keys share one).
-- Parameters: q; l, locked; texto, NULL or blank to take it away.
-- Returns: whether anything changed. Reads, writes: nota; llamada (version).
CREATE OR REPLACE FUNCTION cc.llamada_nota(q cc.quien, l cc.llamada, texto text) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  nuevo text := nullif(btrim(texto), '');
  vieja nota;
BEGIN
  SELECT n.* INTO vieja FROM nota n
  WHERE n.llamada_id = l.id AND n.agente_id IS NOT DISTINCT FROM q.agente_id
  ORDER BY n.id DESC LIMIT 1;
  IF nuevo IS NOT DISTINCT FROM vieja.texto THEN
    RETURN false;
  ELSIF nuevo IS NULL THEN
    DELETE FROM nota n WHERE n.id = vieja.id;
  ELSIF vieja.id IS NULL THEN
    INSERT INTO nota (grupo_id, llamada_id, agente_id, texto, creada, modificada)
    VALUES (l.grupo_id, l.id, q.agente_id, nuevo, ahora(), ahora());
  ELSE
    UPDATE nota n SET texto = nuevo, modificada = ahora(), version = n.version + 1 WHERE n.id = vieja.id;
  END IF;
  UPDATE llamada ll SET version = ll.version + 1 WHERE ll.id = l.id;
  RETURN true;
END
$$;
