-- Writes the legs of a call that are new or changed, and removes those that its facts no longer make.
-- Parameters: llamada; antes, the rows as they stand; ahora, as they must be; escribe, whether to write or only to compare.
-- Returns: whether anything differs. Writes: tramo.
CREATE OR REPLACE FUNCTION cc.llamada_guardar_tramos(llamada bigint, antes cc.tramo[], ahora cc.tramo[], escribe boolean)
RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  t cc.tramo;
  distintos boolean := false;
BEGIN
  FOREACH t IN ARRAY ahora LOOP
    CONTINUE WHEN t = ANY (antes);
    distintos := true;
    EXIT WHEN NOT escribe;
    INSERT INTO tramo (llamada_id, clave, vuelta, grupo_id, rol, extension, extension_id, agente_id, destino, estado,
      sono, contesto, termino, retenido_s, causa, en_otra)
    VALUES (t.llamada_id, t.clave, t.vuelta, t.grupo_id, t.rol, t.extension, t.extension_id, t.agente_id, t.destino, t.estado,
      t.sono, t.contesto, t.termino, t.retenido_s, t.causa, t.en_otra)
    ON CONFLICT (llamada_id, clave, vuelta) DO UPDATE SET (rol, extension, extension_id, agente_id, destino, estado,
      sono, contesto, termino, retenido_s, causa, en_otra) = (excluded.rol, excluded.extension, excluded.extension_id,
      excluded.agente_id, excluded.destino, excluded.estado, excluded.sono, excluded.contesto, excluded.termino,
      excluded.retenido_s, excluded.causa, excluded.en_otra);
  END LOOP;
  IF EXISTS (SELECT FROM unnest(antes) a WHERE (a.clave, a.vuelta) NOT IN (SELECT n.clave, n.vuelta FROM unnest(ahora) n)) THEN
    distintos := true;
    IF escribe THEN
      DELETE FROM tramo d WHERE d.llamada_id = llamada
        AND (d.clave, d.vuelta) NOT IN (SELECT n.clave, n.vuelta FROM unnest(ahora) n);
    END IF;
  END IF;
  RETURN distintos;
END $$;
