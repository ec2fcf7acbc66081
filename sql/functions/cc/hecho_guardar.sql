-- Keeps facts of one PBX. Facts that are known change nothing. The calls they are about stay locked until the end of the
-- transaction; cc.componente_aplicar then lets them become what they now are.
-- Parameters: pbx, id of the centralita; hechos, not stored yet.
-- Returns: nuevos, how many were new; componentes, to be applied: those that the facts are about, '{}' when none was new.
-- Reads: llamada_id. Writes: hecho, and as cc.componente_bloquear.
CREATE OR REPLACE FUNCTION cc.hecho_guardar(pbx bigint, hechos cc.hecho[], OUT nuevos int, OUT componentes bigint[])
LANGUAGE plpgsql AS $$
DECLARE
  h cc.hecho;
  otro text;
  ids text[] := '{}';
  alias_a text[] := '{}';
  alias_b text[] := '{}';
BEGIN
  FOREACH h IN ARRAY hechos LOOP
    ids := CASE WHEN h.llamada = ANY (ids) THEN ids ELSE ids || h.llamada END;
    FOREACH otro IN ARRAY hecho_otra(h) || peticiones_de(pbx, h) LOOP
      CONTINUE WHEN otro IS NULL;
      alias_a := alias_a || h.llamada;
      alias_b := alias_b || otro;
      ids := CASE WHEN otro = ANY (ids) THEN ids ELSE ids || otro END;
    END LOOP;
  END LOOP;
  componentes := componente_bloquear(pbx, ids, alias_a, alias_b);
  INSERT INTO hecho (centralita_id, llamada, huella, grupo_id, tipo, tramo, momento, secuencia, datos, recibido)
  SELECT n.centralita_id, n.llamada, n.huella, n.grupo_id, n.tipo, n.tramo, n.momento, n.secuencia, n.datos, n.recibido
  FROM unnest(hechos) n
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS nuevos = ROW_COUNT;
  IF nuevos = 0 THEN
    componentes := '{}';
  END IF;
END $$;
