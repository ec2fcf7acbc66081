-- Leaves work for later: at most one open job for a class and key. Asked for again, the last word wins: the open job gets
-- the new moment and data, also while somebody works on it (it is then done once more). Only what is being sent to
-- the outside is left alone.
-- Parameters: clase; clave (NULL: no job stands for another); datos, what the executor wants to know; vence, not before;
--   grupo, whose it is, NULL for the house's own; ejecutor, who may claim it (jobs, pbxlink); destino, where it goes out to
--   ('centralita 7'), '' for what stays in the house.
-- Returns: the job's id. Errors: none of its own.
-- Reads: –. Writes: trabajo; NOTIFY cc_trabajo when it is due within the executor's poll, unless another transaction is
--   sending that hint just now.
CREATE OR REPLACE FUNCTION cc.trabajo_programar(clase text, clave text, datos jsonb, vence timestamptz,
  grupo bigint DEFAULT NULL, ejecutor text DEFAULT 'jobs', destino text DEFAULT '') RETURNS bigint
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  hecho bigint;
BEGIN
  INSERT INTO trabajo AS t (grupo_id, clase, clave, datos, vence, ejecutor, destino)
  VALUES (grupo, trabajo_programar.clase, trabajo_programar.clave, trabajo_programar.datos, trabajo_programar.vence,
          trabajo_programar.ejecutor, trabajo_programar.destino)
  ON CONFLICT (clase, clave) WHERE estado IN ('pendiente', 'tomado', 'enviando')
  DO UPDATE SET vence = excluded.vence, datos = excluded.datos,
      estado = CASE t.estado WHEN 'enviando' THEN 'enviando' ELSE 'pendiente' END,
      intentos = CASE t.estado WHEN 'enviando' THEN t.intentos ELSE 0 END
  RETURNING t.id INTO hecho;
  IF trabajo_programar.vence < ahora() + interval '1 second'
     AND pg_try_advisory_xact_lock(hashtext('cc_trabajo')) THEN
    PERFORM pg_notify('cc_trabajo', '');
  END IF;
  RETURN hecho;
END
$$;
