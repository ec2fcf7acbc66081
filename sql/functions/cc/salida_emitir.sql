-- Tells the panels whether a centralita can be asked for anything: event centralita/actualizar.
-- Parameters: destino; other kinds of places have nobody to tell. Writes: evento, flujo.
CREATE OR REPLACE FUNCTION cc.salida_emitir(destino text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  pbx constant bigint := substring(destino FROM '^centralita ([0-9]+)$');
BEGIN
  IF pbx IS NOT NULL THEN
    PERFORM flujo_emitir(centralita_entregas(pbx));
  END IF;
END
$$;
