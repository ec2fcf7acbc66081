-- Holds the parameters of the figures against their list, and the range against its limit.
-- Parameters: f, those that are present; clinicas. Errors: CC422. Reads: clinica.
CREATE OR REPLACE FUNCTION cc.estadisticas_comprobar(f jsonb, clinicas bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  DIAS CONSTANT int := 400; -- a year and some days of the next
BEGIN
  PERFORM problema_cuerpo(f, '{"desde": {"es": "cuando"}, "hasta": {"es": "cuando"},
    "clinica_id": {"es": "entero", "min": 1, "max": 999999999999999},
    "umbral_s": {"es": "entero", "min": 1, "max": 600}, "recurrencia_dias": {"es": "entero", "min": 1, "max": 90}}');
  IF f ? 'hasta' AND NOT f ? 'desde' THEN
    PERFORM problema_campo('desde', 'Falta: hasta va con desde.');
  ELSIF EXISTS (SELECT FROM estadisticas_rango(clinicas, f ->> 'desde', f ->> 'hasta') r WHERE r.acaba <= r.comienza) THEN
    PERFORM problema_campo('hasta', 'Es anterior a desde.');
  ELSIF EXISTS (SELECT FROM estadisticas_rango(clinicas, f ->> 'desde', f ->> 'hasta') r
                WHERE extract(epoch FROM r.acaba - r.comienza) > (DIAS + 1) * 86400) THEN
    PERFORM problema_campo('hasta', format('Como mucho %s días de una vez.', DIAS));
  END IF;
END
$$;
