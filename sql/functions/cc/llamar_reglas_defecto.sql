-- What is wrong with one rule of click-to-call, in Spanish; NULL when nothing is. Rules: cc.llamar_ajustes.
-- Parameters: nombre; valor. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamar_reglas_defecto(nombre text, valor jsonb) RETURNS text
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN CASE
    WHEN nombre IN ('premium', 'fines_de_semana', 'festivos') THEN problema_valor(valor, '{"es": "booleano"}')
    WHEN nombre = 'tope_dia_cent' THEN problema_valor(valor, '{"es": "entero", "min": 0, "max": 10000000}')
    WHEN nombre = 'intervalo_s' THEN problema_valor(valor, '{"es": "entero", "min": 0, "max": 600}')
    WHEN nombre = 'por_hora' THEN problema_valor(valor, '{"es": "entero", "min": 1, "max": 10000}')
    WHEN nombre = 'prefijos' THEN CASE
      WHEN jsonb_typeof(valor) <> 'array' OR jsonb_array_length(valor) NOT BETWEEN 1 AND 50
           OR jsonb_path_exists(valor, '$[*] ? (@.type() != "string" || !(@ like_regex "^[1-9][0-9]{0,6}$"))')
        THEN 'Debe ser una lista de prefijos de país, sin +: ["34"].' END
    WHEN nombre = 'silencio' THEN CASE
      WHEN jsonb_typeof(valor) <> 'array' OR jsonb_array_length(valor) <> 2
           OR jsonb_path_exists(valor, '$[*] ? (@.type() != "string" || !(@ like_regex "^([01][0-9]|2[0-3]):[0-5][0-9]$"))')
        THEN 'Deben ser dos horas, desde y hasta: ["21:00", "09:00"].' END
    WHEN nombre = 'tarifas_cent' THEN CASE
      WHEN jsonb_typeof(valor) <> 'object' OR valor - '{fijo,movil,fijo_o_movil,gratuito,premium,compartido,personal,voip,empresa,internacional}'::text[] <> '{}'
           OR jsonb_path_exists(valor, '$.* ? (@.type() != "number" || @ < 0 || @ > 10000 || @ != @.floor())')
        THEN 'Deben ser céntimos por minuto de cada clase de número.' END
    ELSE 'Campo desconocido.' END;
END
$$;
