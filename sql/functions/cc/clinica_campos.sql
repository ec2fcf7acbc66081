-- What may be said of a clinic, as rules of cc.problema_cuerpo. Returns: jsonb.
CREATE OR REPLACE FUNCTION cc.clinica_campos() RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
  SELECT '{"nombre": {"es": "texto", "min": 1, "max": 120}, "zona": {"es": "texto", "min": 1, "max": 60},
    "pais": {"es": "texto", "min": 2, "max": 2}, "abandono_corto_s": {"es": "entero", "min": 0, "max": 120},
    "umbral_servicio_s": {"es": "entero", "min": 1, "max": 600},
    "postllamada": {"es": "booleano"}}'::jsonb
$$;
