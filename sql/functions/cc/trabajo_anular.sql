-- Takes back work that has become pointless. What is being sent to the outside can no longer be taken back.
-- Parameters: clase, clave of the open job. Returns: whether there was one. Errors: none.
-- Reads: –. Writes: trabajo.
CREATE OR REPLACE FUNCTION cc.trabajo_anular(clase text, clave text) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE trabajo t SET estado = 'anulado', terminado = ahora()
  WHERE t.clase = trabajo_anular.clase AND t.clave = trabajo_anular.clave AND t.estado IN ('pendiente', 'tomado');
  RETURN FOUND;
END
$$;
