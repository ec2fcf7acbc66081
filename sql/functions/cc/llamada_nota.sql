-- Keeps the caller's note on a call: each agent has one per call, written over as they type. A key speaks for many: each text of
-- its own is a note of its own, and taking away takes its last.
-- Parameters: q; l, locked; texto, NULL or blank to take it away.
-- Returns: whether anything changed. Errors: CC409 the call has NOTAS_MAX of keys. Reads, writes: nota; llamada (version).
CREATE OR REPLACE FUNCTION cc.llamada_nota(q cc.quien, l cc.llamada, texto text) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  NOTAS_MAX CONSTANT int := 50;
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
  ELSIF vieja.id IS NULL OR q.agente_id IS NULL THEN
    IF EXISTS (SELECT FROM nota n WHERE n.llamada_id = l.id AND n.agente_id IS NOT DISTINCT FROM q.agente_id AND n.texto = nuevo) THEN
      RETURN false;
    ELSIF q.agente_id IS NULL AND (SELECT count(*) FROM nota n WHERE n.llamada_id = l.id AND n.agente_id IS NULL) >= NOTAS_MAX THEN
      PERFORM problema_campo('nota', format('Esta llamada tiene ya %s notas del ERP.', NOTAS_MAX), 'CC409');
    END IF;
    INSERT INTO nota (grupo_id, llamada_id, agente_id, texto, creada, modificada)
    VALUES (l.grupo_id, l.id, q.agente_id, nuevo, ahora(), ahora());
  ELSE
    UPDATE nota n SET texto = nuevo, modificada = ahora(), version = n.version + 1 WHERE n.id = vieja.id;
  END IF;
  UPDATE llamada ll SET version = ll.version + 1 WHERE ll.id = l.id;
  RETURN true;
END
$$;
