-- The answer of a route that takes something away: 204 when it is gone; 200 with the row, out of use, when what has happened
-- refers to it.
-- Parameters: fila, NULL when it is gone. Returns: api.respuesta.
CREATE OR REPLACE FUNCTION cc.respuesta_quitada(fila json) RETURNS api.respuesta
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF fila IS NULL THEN
    RETURN ROW(204, NULL, NULL)::api.respuesta;
  END IF;
  RETURN respuesta_fila(200, fila);
END
$$;
