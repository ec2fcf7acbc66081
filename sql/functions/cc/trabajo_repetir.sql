-- Gives a dead job another life: as if it had just been asked for. Where another for the same thing has been asked for
-- meanwhile, that one stands for both. An order to a PBX is not repeated: whoever asked for it has long done something else.
-- Parameters: t, the dead job, locked. Returns: the job that will be done; NULL when it may not be repeated.
-- Reads: suscripcion_envio. Writes: trabajo, suscripcion_envio, grabacion.
CREATE OR REPLACE FUNCTION cc.trabajo_repetir(t cc.trabajo) RETURNS cc.trabajo
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  abierto trabajo;
BEGIN
  IF t.estado <> 'muerto' OR t.clase = ANY ('{originar, colgar, transferir}') THEN
    RETURN NULL;
  END IF;
  SELECT x.* INTO abierto FROM trabajo x
  WHERE x.clase = t.clase AND x.clave = t.clave AND x.estado IN ('pendiente', 'tomado', 'enviando');
  IF FOUND THEN
    UPDATE trabajo x SET estado = 'anulado', motivo = 'repetido por ' || abierto.id WHERE x.id = t.id;
    RETURN abierto;
  END IF;
  UPDATE suscripcion_envio e SET estado = 'pendiente' WHERE t.clase = 'enviar' AND e.id = (t.datos ->> 'envio_id')::bigint;
  UPDATE grabacion g SET estado = 'pendiente', motivo = NULL
  WHERE t.clase = 'grabacion_traer' AND g.id = (t.datos ->> 'grabacion_id')::bigint AND g.estado = 'fallida';
  UPDATE trabajo x SET estado = 'pendiente', intentos = 0, vence = ahora(), terminado = NULL WHERE x.id = t.id RETURNING x.* INTO abierto;
  PERFORM pg_notify('cc_trabajo', '');
  RETURN abierto;
END
$$;
