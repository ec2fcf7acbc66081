-- The members by which a person tells how a call went that they dialled by hand. Returns: rules of cc.problema_cuerpo.
-- Reads: nothing.
CREATE OR REPLACE FUNCTION cc.peticion_campos() RETURNS jsonb
LANGUAGE sql IMMUTABLE
RETURN '{"resultado": {"es": "opcion", "valores": ["atendida", "contestador", "ocupado", "rechazada", "numero_erroneo", "no_contesta", "cancelada"]},
  "duracion_s": {"es": "entero", "min": 0, "max": 86400}}'::jsonb;
