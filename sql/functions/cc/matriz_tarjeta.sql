-- Which cell of its clinic's matrix (b) decides whether a call pops up, and how. Parameters: l.
-- Returns: llamada and quien, the cell; tarjeta, what it says; bloqueado, whether the number is on the black list.
-- Reads: contacto, matriz_cti.
CREATE OR REPLACE FUNCTION cc.matriz_tarjeta(l cc.llamada, OUT llamada text, OUT quien text, OUT tarjeta text, OUT bloqueado boolean)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  bloqueado := l.contacto_id IS NOT NULL
    AND EXISTS (SELECT FROM contacto c WHERE c.id = l.contacto_id AND c.clase = 'bloqueado');
  llamada := CASE WHEN l.direccion = 'saliente' THEN 'saliente_contestada'
                  WHEN l.contestada IS NULL THEN 'entrante_sonando' ELSE 'entrante_contestada' END;
  quien := matriz_quien(l.identificacion, bloqueado);
  tarjeta := (SELECT m.tarjeta FROM matriz_fila(l.clinica_id, llamada, l.identificacion, bloqueado) m);
END $$;
