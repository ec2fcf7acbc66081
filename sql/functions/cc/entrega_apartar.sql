-- Remembers a delivery that is not kept: one that was refused, or came again. In the ring of its PBX, over the oldest; when
-- somebody else is writing there, not at all: deliveries do not queue for this.
-- Parameters: pbx, id of the centralita; veredicto (duplicada, rechazada); motivo; cabeceras; bytes; peticion.
-- Reads and writes: entrega_aparte.
CREATE OR REPLACE FUNCTION cc.entrega_apartar(pbx bigint, veredicto text, motivo text, cabeceras jsonb, bytes int, peticion text)
RETURNS void
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  cuantas int;
  vieja int;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtextextended('aparte ' || pbx, 0)) THEN
    RETURN;
  END IF;
  SELECT count(*), (array_agg(a.hueco ORDER BY a.recibido, a.hueco))[1] INTO cuantas, vieja
  FROM entrega_aparte a WHERE a.centralita_id = pbx;
  INSERT INTO entrega_aparte (centralita_id, hueco, recibido, veredicto, motivo, bytes, cabeceras, peticion)
  VALUES (pbx, CASE WHEN cuantas < 50 THEN cuantas ELSE vieja END, ahora(), entrega_apartar.veredicto, entrega_apartar.motivo,
    entrega_apartar.bytes, entrega_apartar.cabeceras, entrega_apartar.peticion)
  ON CONFLICT (centralita_id, hueco) DO UPDATE SET recibido = excluded.recibido, veredicto = excluded.veredicto,
    motivo = excluded.motivo, bytes = excluded.bytes, cabeceras = excluded.cabeceras, peticion = excluded.peticion;
END $$;
