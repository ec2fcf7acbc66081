-- Writes the legs of a call that are new or changed, and removes those that its facts no longer make.
-- Parameters: llamada, its id, its row written; antes, the legs as they stand; ahora, as they must be.
-- Returns: whether anything differed. Writes: tramo.
CREATE OR REPLACE FUNCTION cc.llamada_guardar_tramos(llamada bigint, antes cc.tramo[], ahora cc.tramo[]) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  t cc.tramo;
  previo cc.tramo;
  quedan int := 0;                  -- legs that were there and still are
  distintos boolean := false;
BEGIN
  FOREACH t IN ARRAY ahora LOOP
    FOREACH previo IN ARRAY coalesce(antes, '{}') LOOP
      quedan := quedan + (previo.clave = t.clave AND previo.vuelta = t.vuelta)::int;
    END LOOP;
    CONTINUE WHEN t = ANY (antes);
    distintos := true;
    INSERT INTO tramo (llamada_id, clave, vuelta, grupo_id, rol, extension, extension_id, agente_id, destino, estado,
      sono, contesto, termino, retenido_s, causa, en_otra)
    VALUES (t.llamada_id, t.clave, t.vuelta, t.grupo_id, t.rol, t.extension, t.extension_id, t.agente_id, t.destino, t.estado,
      t.sono, t.contesto, t.termino, t.retenido_s, t.causa, t.en_otra)
    ON CONFLICT (llamada_id, clave, vuelta) DO UPDATE SET (rol, extension, extension_id, agente_id, destino, estado,
      sono, contesto, termino, retenido_s, causa, en_otra) = (excluded.rol, excluded.extension, excluded.extension_id,
      excluded.agente_id, excluded.destino, excluded.estado, excluded.sono, excluded.contesto, excluded.termino,
      excluded.retenido_s, excluded.causa, excluded.en_otra);
  END LOOP;
  IF quedan < cardinality(antes) THEN
    DELETE FROM tramo d WHERE d.llamada_id = llamada
      AND (d.clave, d.vuelta) NOT IN (SELECT n.clave, n.vuelta FROM unnest(ahora) n);
    RETURN true;
  END IF;
  RETURN distintos;
END $$;
