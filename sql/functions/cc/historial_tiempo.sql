-- The range of time of a search, wide enough for the zones of all its clinics.
-- Parameters: clinicas; f, with `desde` and `hasta` or without. Returns: desde, hasta; varias_zonas, whether the clinics
--   keep different times, so that each call must be held against its own. Reads: clinica.
CREATE OR REPLACE FUNCTION cc.historial_tiempo(clinicas bigint[], f jsonb,
  OUT desde timestamptz, OUT hasta timestamptz, OUT varias_zonas boolean)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  SELECT min(historial_momento(f ->> 'desde', z.zona, false)), max(historial_momento(f ->> 'hasta', z.zona, true)), count(*) > 1
    INTO desde, hasta, varias_zonas
  FROM (SELECT DISTINCT c.zona FROM clinica c WHERE c.id = ANY (clinicas)) z;
END
$$;
