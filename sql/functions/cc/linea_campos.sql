-- What may be said of a line, as rules of cc.problema_cuerpo. Returns: jsonb.
CREATE OR REPLACE FUNCTION cc.linea_campos() RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
  SELECT '{"etiqueta": {"es": "texto", "max": 80}, "saliente": {"es": "booleano"}, "preferida": {"es": "booleano"},
    "uso": {"es": "opcion", "valores": ["atencion", "comercial", "urgencias", "otro"]},
    "clinica_id": {"es": "entero", "min": 1, "max": 999999999999999}}'::jsonb
$$;
