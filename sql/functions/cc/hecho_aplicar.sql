-- Adds facts of one PBX, and lets the calls that they are about become what they now are. Facts that are known change nothing.
-- Parameters: pbx, id of the centralita; hechos, not stored yet. Returns: how many were new.
-- Reads and writes: hecho, and as cc.componente_bloquear, cc.llamada_proyectar and cc.llamada_efectos.
CREATE OR REPLACE FUNCTION cc.hecho_aplicar(pbx bigint, hechos cc.hecho[]) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  componentes bigint[];
  componente bigint;
  cambios cc.cambio[] := '{}';
  nuevos int;
BEGIN
  componentes := componente_bloquear(pbx,
    ARRAY(SELECT h.llamada FROM unnest(hechos) h UNION SELECT h.datos ->> 'alias' FROM unnest(hechos) h WHERE h.tipo = 'llamada.alias'),
    ARRAY(SELECT h.llamada FROM unnest(hechos) WITH ORDINALITY h WHERE h.tipo = 'llamada.alias' ORDER BY h.ordinality),
    ARRAY(SELECT h.datos ->> 'alias' FROM unnest(hechos) WITH ORDINALITY h WHERE h.tipo = 'llamada.alias' ORDER BY h.ordinality));
  INSERT INTO hecho (centralita_id, llamada, huella, grupo_id, tipo, tramo, momento, secuencia, datos, recibido)
  SELECT h.centralita_id, h.llamada, h.huella, h.grupo_id, h.tipo, h.tramo, h.momento, h.secuencia, h.datos, h.recibido
  FROM unnest(hechos) h
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
