-- Adds facts of one PBX, and lets the calls that they are about become what they now are. Facts that are known change nothing.
-- Parameters: pbx, id of the centralita; hechos, not stored yet. Returns: how many were new.
-- Reads and writes: hecho, and as cc.componente_bloquear, cc.llamada_proyectar and cc.llamada_efectos.
CREATE OR REPLACE FUNCTION cc.hecho_aplicar(pbx bigint, hechos cc.hecho[]) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  h cc.hecho;
  ids text[] := '{}';
  alias_a text[] := '{}';
  alias_b text[] := '{}';
  componentes bigint[];
  componente bigint;
  cambios cc.cambio[] := '{}';
  nuevos int;
BEGIN
  FOREACH h IN ARRAY hechos LOOP
    ids := CASE WHEN h.llamada = ANY (ids) THEN ids ELSE ids || h.llamada END;
    IF h.tipo = 'llamada.alias' THEN
      alias_a := alias_a || h.llamada;
      alias_b := alias_b || (h.datos ->> 'alias');
      ids := CASE WHEN h.datos ->> 'alias' = ANY (ids) THEN ids ELSE ids || (h.datos ->> 'alias') END;
    END IF;
  END LOOP;
  componentes := componente_bloquear(pbx, ids, alias_a, alias_b);
  INSERT INTO hecho (centralita_id, llamada, huella, grupo_id, tipo, tramo, momento, secuencia, datos, recibido)
  SELECT n.centralita_id, n.llamada, n.huella, n.grupo_id, n.tipo, n.tramo, n.momento, n.secuencia, n.datos, n.recibido
  FROM unnest(hechos) n
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS nuevos = ROW_COUNT;
  IF nuevos > 0 THEN
    FOREACH componente IN ARRAY componentes LOOP
      cambios := cambios || llamada_proyectar(componente);
    END LOOP;
    IF cambios <> '{}' THEN
      PERFORM llamada_efectos(cambios);
    END IF;
  END IF;
  RETURN nuevos;
END $$;
