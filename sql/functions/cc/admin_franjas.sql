-- The opening hours of a command, as the API writes them. Parameters: franjas, array of texts: "1-5 09:00-14:00", "6 10:00-13:00"
-- (days of the week, Monday is 1). Returns: array of {dia_semana, abre, cierra}. Errors: CC422.
CREATE OR REPLACE FUNCTION cc.admin_franjas(franjas jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  forma constant text := '^([1-7])(?:-([1-7]))? +([0-9]{2}:[0-9]{2}) *- *([0-9]{2}:[0-9]{2})$';
  mala text := (SELECT min(f) FROM jsonb_array_elements_text(franjas) f WHERE f !~ forma);
BEGIN
  IF mala IS NOT NULL THEN
    PERFORM problema('CC422', format('No se entiende «%s». Se escribe --franja "1-5 09:00-14:00": días (1 es lunes) y horas.', mala));
  END IF;
  RETURN (
    SELECT coalesce(jsonb_agg(jsonb_build_object('dia_semana', d, 'abre', m[3], 'cierra', m[4]) ORDER BY d, m[3]), '[]')
    FROM jsonb_array_elements_text(franjas) f
      CROSS JOIN LATERAL regexp_match(f, forma) m
      CROSS JOIN LATERAL generate_series(m[1]::int, coalesce(m[2], m[1])::int) d);
END
$$;
