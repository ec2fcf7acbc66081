-- The jobs of a call: one that nothing holds any more is closed 5 s later (`cerrar_llamada`); one that goes silent is looked
-- after by the reaper (`llamada_inactiva`); a caller who is put on hold is remembered 60 s later (`llamada_retenida`). A job that finds nothing to do does nothing, so none is taken back.
-- Parameters: k, the change. Writes: trabajo (by cc.trabajo_programar).
CREATE OR REPLACE FUNCTION cc.llamada_efectos_trabajos(k cc.cambio) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  llamada constant bigint := (k.ahora).id;
  datos constant jsonb := jsonb_build_object('llamada_id', llamada);
BEGIN
  IF (k.antes).id IS NULL AND (k.ahora).estado <> 'finalizada' THEN
    PERFORM trabajo_programar('llamada_inactiva', llamada::text, datos, ahora() + llamada_plazo((k.ahora).contestada, (k.ahora).peticion_modo), (k.ahora).grupo_id);
  END IF;
  IF (k.ahora).estado = 'cerrando' AND (k.antes).estado IS DISTINCT FROM 'cerrando' THEN
    PERFORM trabajo_programar('cerrar_llamada', llamada::text, datos, ahora() + interval '5 seconds', (k.ahora).grupo_id);
  END IF;
  IF (k.ahora).estado = 'en_espera' AND (k.antes).estado IS DISTINCT FROM 'en_espera' THEN
    PERFORM trabajo_programar('llamada_retenida', llamada::text, datos || jsonb_build_object('desde', ahora()),
      ahora() + interval '60 seconds', (k.ahora).grupo_id);
  END IF;
END $$;
