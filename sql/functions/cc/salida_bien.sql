-- A place answered: whatever was known against it is forgotten.
-- Parameters: destino. Returns: nothing. Writes: salida; evento, flujo when its breaker was open.
CREATE OR REPLACE FUNCTION cc.salida_bien(destino text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  estaba boolean;
BEGIN
  DELETE FROM salida s WHERE s.destino = salida_bien.destino RETURNING s.abierta INTO estaba;
  IF estaba THEN
    PERFORM salida_emitir(salida_bien.destino);
  END IF;
END
$$;
