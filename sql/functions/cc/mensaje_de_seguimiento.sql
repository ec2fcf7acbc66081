-- The message that was left last by whoever waits to be called back: of the calls from this number to this clinic since the
-- entry was opened; also one that is on its way, or that could not be fetched: somebody left it.
-- Parameters: s. Returns: grabacion as json, NULL when there is none.
-- Reads: llamada (index llamada_numero), grabacion.
CREATE OR REPLACE FUNCTION cc.mensaje_de_seguimiento(s cc.seguimiento) RETURNS json
LANGUAGE plpgsql STABLE AS $$
DECLARE
  g grabacion;
BEGIN
  IF s.clase <> 'perdida' OR s.clave IS NULL THEN
    RETURN NULL;
  END IF;
  SELECT x.* INTO g
  FROM llamada l JOIN grabacion x ON x.llamada_id = l.id
  WHERE l.grupo_id = s.grupo_id AND l.numero = s.clave AND l.inicio >= s.primera - interval '1 second' AND l.clinica_id = s.clinica_id
    AND x.clase = 'buzon'
  ORDER BY l.inicio DESC, x.estado = 'lista' DESC, x.id DESC LIMIT 1;
  RETURN CASE WHEN FOUND THEN grabacion_json(g) END;
END
$$;
