-- Brings the calls and follow-ups of a number to what its contact says: the unknown ones are the contact's; what a blocked
-- number left to be returned is dropped. The caller holds the number's lock.
-- Parameters: c. Returns: deliveries: today's calls and the follow-ups. Writes: llamada, seguimiento.
CREATE OR REPLACE FUNCTION cc.contacto_aplicar(c cc.contacto) RETURNS cc.entrega[]
LANGUAGE plpgsql AS $$
DECLARE
  tocadas bigint[];
  s cc.seguimiento;
  entregas cc.entrega[] := '{}';
BEGIN
  WITH suya AS (
    SELECT l.id FROM llamada l
    WHERE l.grupo_id = c.grupo_id AND l.numero = c.clave AND l.identificacion = 'desconocida' AND l.fusionada_en IS NULL
    ORDER BY l.id
    FOR NO KEY UPDATE
  ), dicha AS (
    UPDATE llamada l SET contacto_id = c.id, identificacion = 'contacto', version = l.version + 1 FROM suya WHERE l.id = suya.id
    RETURNING l.id, l.inicio)
  SELECT array_agg(d.id) INTO tocadas FROM dicha d WHERE d.inicio > ahora() - interval '24 hours';
  FOR s IN
    UPDATE seguimiento x SET estado = 'descartada', motivo = 'Número bloqueado', cerrado = ahora(), version = x.version + 1
    WHERE c.clase = 'bloqueado' AND x.grupo_id = c.grupo_id AND x.clave = c.clave AND x.clase = 'perdida' AND x.cerrado IS NULL
    RETURNING x.*
  LOOP
    PERFORM suscripcion_seguimiento(s.id);
    tocadas := tocadas || seguimiento_marcar(s);
    entregas := entregas || seguimiento_entregas(s.id);
  END LOOP;
  RETURN llamadas_entregas(VARIADIC coalesce(tocadas, '{}')) || entregas;
END
$$;
