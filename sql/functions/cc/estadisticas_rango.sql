-- The time that figures are about, clinic by clinic: days are those of each clinic's zone.
-- Parameters: clinicas; desde, hasta, days or moments as in cc.historial_momento; desde NULL: today; hasta NULL: to the end of
--   today. Returns: one row a clinic: its zone, its service threshold, where the range begins and ends.
-- Reads: clinica.
CREATE OR REPLACE FUNCTION cc.estadisticas_rango(clinicas bigint[], desde text, hasta text)
RETURNS TABLE (clinica_id bigint, zona text, umbral_s int, comienza timestamptz, acaba timestamptz)
LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN
  RETURN QUERY
    SELECT c.id, c.zona, c.umbral_servicio_s, historial_momento(coalesce(desde, h.hoy), c.zona, false),
      historial_momento(coalesce(hasta, h.hoy), c.zona, true)
    FROM clinica c CROSS JOIN LATERAL (SELECT to_char(ahora() AT TIME ZONE c.zona, 'YYYY-MM-DD') AS hoy) h
    WHERE c.id = ANY (clinicas)
    ORDER BY c.id;
END
$$;
