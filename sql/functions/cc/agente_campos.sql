-- What may be said of a person, as rules of cc.problema_cuerpo. Returns: jsonb.
CREATE OR REPLACE FUNCTION cc.agente_campos() RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
  SELECT '{"usuario": {"es": "texto", "min": 2, "max": 80}, "nombre": {"es": "texto", "min": 1, "max": 120},
    "idioma": {"es": "opcion", "valores": ["es", "en"]}, "clinicas": {"es": "lista", "max": 500, "campos": {
      "clinica_id": {"es": "entero", "min": 1, "max": 999999999999999, "falta": false},
      "rol": {"es": "opcion", "valores": ["agente", "supervisor", "administrador", "delegado"], "falta": false}}}}'::jsonb
$$;
