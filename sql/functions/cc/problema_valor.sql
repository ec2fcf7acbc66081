-- What is wrong with one value, in Spanish; NULL when nothing is.
-- Parameters: valor, not null; regla, {"es": kind, …}, of these kinds:
--   texto {"min" 0, "max"} letters after trimming · entero {"min", "max"} · ids {"max"} a list of ids · palabras {"max"} short texts · booleano ·
--   opcion {"valores": […]} · varias {"valores": […]}, one or several with commas · hora HH:MM, 24:00 included ·
--   fecha YYYY-MM-DD {"pasada": true} not to come · instante RFC 3339 with offset · cuando, either of these two ·
--   lista {"max", "campos"}, of objects, whose members are for cc.problema_errores.
-- Returns: text.
CREATE OR REPLACE FUNCTION cc.problema_valor(valor jsonb, regla jsonb) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
  clase text := jsonb_typeof(valor);
  texto text := valor #>> '{}';
  especie text := regla ->> 'es';
BEGIN
  IF especie = 'cuando' THEN
    especie := CASE length(texto) WHEN 10 THEN 'fecha' ELSE 'instante' END;
  END IF;
  CASE especie
    WHEN 'texto' THEN
      IF clase <> 'string' OR length(btrim(texto)) NOT BETWEEN coalesce((regla -> 'min')::int, 0) AND (regla -> 'max')::int THEN
        RETURN format('Debe ser un texto de entre %s y %s caracteres.', coalesce(regla ->> 'min', '0'), regla ->> 'max');
      END IF;
    WHEN 'entero' THEN
      IF clase <> 'number' OR texto !~ '^-?[0-9]{1,15}$'
         OR texto::bigint NOT BETWEEN (regla -> 'min')::bigint AND (regla -> 'max')::bigint THEN
        RETURN format('Debe ser un número entero entre %s y %s.', regla ->> 'min', regla ->> 'max');
      END IF;
    WHEN 'ids' THEN
      IF clase <> 'array' OR jsonb_array_length(valor) > (regla -> 'max')::int OR EXISTS (
           SELECT FROM jsonb_array_elements(valor) v WHERE jsonb_typeof(v) <> 'number' OR v::text !~ '^[0-9]{1,15}$') THEN
        RETURN format('Debe ser una lista de identificadores, %s como mucho.', regla ->> 'max');
      END IF;
    WHEN 'palabras' THEN
      IF clase <> 'array' OR jsonb_array_length(valor) NOT BETWEEN 1 AND (regla -> 'max')::int OR EXISTS (
           SELECT FROM jsonb_array_elements(valor) v WHERE jsonb_typeof(v) <> 'string' OR length(v #>> '{}') NOT BETWEEN 1 AND 60) THEN
        RETURN format('Debe ser una lista de textos, de 1 a %s.', regla ->> 'max');
      END IF;
    WHEN 'lista' THEN
      IF clase <> 'array' OR jsonb_array_length(valor) > (regla -> 'max')::int THEN
        RETURN format('Debe ser una lista de %s elementos como mucho.', regla ->> 'max');
      END IF;
    WHEN 'booleano' THEN
      IF clase <> 'boolean' THEN
        RETURN 'Debe ser true o false.';
      END IF;
    WHEN 'opcion' THEN
      IF clase <> 'string' OR NOT regla -> 'valores' ? texto THEN
        RETURN 'Debe ser uno de: ' || (SELECT string_agg(v, ', ') FROM jsonb_array_elements_text(regla -> 'valores') v) || '.';
      END IF;
    WHEN 'varias' THEN
      IF clase <> 'string' OR NOT regla -> 'valores' ?& string_to_array(texto, ',') THEN
        RETURN 'Debe ser uno o varios, con comas, de: ' || (SELECT string_agg(v, ', ') FROM jsonb_array_elements_text(regla -> 'valores') v) || '.';
      END IF;
    WHEN 'hora' THEN
      IF clase <> 'string' OR texto !~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$' THEN
        RETURN 'Debe ser una hora HH:MM, de 00:00 a 24:00.';
      END IF;
    WHEN 'fecha' THEN
      BEGIN
        IF clase <> 'string' OR texto !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' OR texto::date IS NULL THEN
          RETURN 'Debe ser una fecha AAAA-MM-DD.';
        ELSIF regla -> 'pasada' = 'true' AND texto::date > (ahora() AT TIME ZONE 'Pacific/Kiritimati')::date THEN
          RETURN 'Es una fecha por venir.';
        END IF;
      EXCEPTION WHEN datetime_field_overflow OR invalid_datetime_format THEN
        RETURN 'Debe ser una fecha AAAA-MM-DD que exista.';
      END;
    WHEN 'instante' THEN
      BEGIN
        IF clase <> 'string' OR texto::timestamptz IS NULL
           OR texto !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$' THEN
          RETURN 'Debe ser una fecha y hora RFC 3339 con desfase, como 2026-03-01T10:30:00+01:00.';
        END IF;
      EXCEPTION WHEN datetime_field_overflow OR invalid_datetime_format OR invalid_time_zone_displacement_value THEN
        RETURN 'Debe ser una fecha y hora RFC 3339 que exista.';
      END;
  END CASE;
  RETURN NULL;
END
$$;
