-- Whether a call puts up no popup, as the clinic's matrix (b) says: by default those of the house and of the black list.
-- Parameters: l. Reads: contacto, matriz_cti.
CREATE OR REPLACE FUNCTION cc.llamada_callada(l cc.llamada) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE
  bloqueado constant boolean := l.contacto_id IS NOT NULL
    AND EXISTS (SELECT FROM contacto c WHERE c.id = l.contacto_id AND c.clase = 'bloqueado');
BEGIN
  RETURN (SELECT m.tarjeta = 'ninguna' FROM matriz_fila(l.clinica_id,
    CASE WHEN l.direccion = 'saliente' THEN 'saliente_contestada'
         WHEN l.contestada IS NULL THEN 'entrante_sonando' ELSE 'entrante_contestada' END, l.identificacion, bloqueado) m);
END $$;
