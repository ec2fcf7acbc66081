-- The grace of a call that nothing held any more is over: if that is still so, it is closed. Called by its job, before the
-- job's own row is touched.
-- Parameters: llamada, its id. Returns: nothing. Reads and writes: as cc.llamada_cerrar.
CREATE OR REPLACE FUNCTION cc.llamada_cerrar_gracia(llamada bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  l constant cc.llamada := llamada_bloquear(llamada);
BEGIN
  IF l.estado = 'cerrando' THEN
    PERFORM llamada_cerrar(l, 'cierre.gracia');
  END IF;
END $$;
