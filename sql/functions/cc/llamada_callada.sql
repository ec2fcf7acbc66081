-- Whether a call puts up no popup: of the house, or of a number on the black list (CALL MODEL §2, last column).
-- Parameters: identificacion, contacto, of the call. Reads: contacto.
CREATE OR REPLACE FUNCTION cc.llamada_callada(identificacion text, contacto bigint) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN identificacion = 'interna'
    OR contacto IS NOT NULL AND EXISTS (SELECT FROM contacto c WHERE c.id = llamada_callada.contacto AND c.clase = 'bloqueado');
END $$;
