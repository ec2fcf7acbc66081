-- Whether a call puts up no popup, as the clinic's matrix (b) says: by default those of the house and of the black list.
-- Parameters: l. Reads: contacto, matriz_cti.
CREATE OR REPLACE FUNCTION cc.llamada_callada(l cc.llamada) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT m.tarjeta = 'ninguna' FROM matriz_tarjeta(l) m);
END $$;
