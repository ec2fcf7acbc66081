-- One fact of a call that matrix (a) makes up. Parameters: orden, from 1: facts are 20 s apart; tipo; datos. Returns: hecho.
-- Reads: nothing.
CREATE OR REPLACE FUNCTION cc.matriz_hecho(orden int, tipo text, datos jsonb) RETURNS cc.hecho
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  h cc.hecho;
BEGIN
  h.llamada := 'una';
  h.tipo := matriz_hecho.tipo;
  h.tramo := '';
  h.momento := timestamptz '2026-03-10 11:00+00' + make_interval(secs => 20 * orden);
  h.secuencia := 0;
  h.datos := matriz_hecho.datos;
  RETURN h;
END $$;
