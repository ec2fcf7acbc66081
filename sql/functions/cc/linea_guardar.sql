-- Writes a line as it shall be, having seen to it that it may: the number can be a caller id where it is to be one, and of a
-- clinic one line is preferred, which is another one's no longer.
-- Parameters: l, the row; id NULL: it is new. Returns: linea, as written. Errors: CC409 the centralita has that number; CC422.
-- Reads: clinica, the numbering plans. Writes: linea.
CREATE OR REPLACE FUNCTION cc.linea_guardar(l cc.linea) RETURNS cc.linea
LANGUAGE plpgsql AS $$
DECLARE
  defecto text := CASE WHEN l.saliente THEN linea_saliente_defecto(l.clave, (SELECT c.pais FROM clinica c WHERE c.id = l.clinica_id)) END;
BEGIN
  IF defecto IS NOT NULL THEN
    PERFORM problema_campo('saliente', defecto);
  ELSIF l.preferida AND NOT l.saliente THEN
    PERFORM problema_campo('preferida', 'Solo puede ser preferida una línea que puede mostrarse al llamar (saliente).');
  ELSIF l.preferida AND NOT l.activa THEN
    PERFORM problema_campo('preferida', 'Una línea desactivada no puede ser la preferida.');
  END IF;
  PERFORM FROM clinica c WHERE c.id = l.clinica_id FOR NO KEY UPDATE; -- orders two who prefer a line of it at once
  UPDATE linea o SET preferida = false, version = o.version + 1
  WHERE l.preferida AND o.clinica_id = l.clinica_id AND o.preferida AND o.id IS DISTINCT FROM l.id;
  IF l.id IS NULL THEN
    INSERT INTO linea AS x (grupo_id, clinica_id, centralita_id, clave, numero, etiqueta, uso, saliente, preferida)
    VALUES (l.grupo_id, l.clinica_id, l.centralita_id, l.clave, l.numero, l.etiqueta, l.uso, l.saliente, l.preferida)
    ON CONFLICT (centralita_id, clave) DO NOTHING
    RETURNING x.* INTO l;
    IF l.id IS NULL THEN
      PERFORM problema_campo('numero', 'La centralita ya tiene esa línea, en uso o desactivada.', 'CC409');
    END IF;
  ELSE
    UPDATE linea x SET clinica_id = l.clinica_id, etiqueta = l.etiqueta, uso = l.uso, saliente = l.saliente,
      preferida = l.preferida, activa = l.activa, version = x.version + 1
    WHERE x.id = l.id
    RETURNING x.* INTO l;
  END IF;
  RETURN l;
END
$$;
