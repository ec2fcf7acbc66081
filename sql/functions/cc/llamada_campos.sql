-- What people may say about a call: the members of a body and their rules (cc.problema_cuerpo).
-- Returns: jsonb.
CREATE OR REPLACE FUNCTION cc.llamada_campos() RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN '{
    "interlocutor_id": {"es": "entero", "min": 1, "max": 999999999999999},
    "asuntos": {"es": "ids", "max": 20},
    "tipificacion_id": {"es": "entero", "min": 1, "max": 999999999999999},
    "nota": {"es": "texto", "max": 4000},
    "agente_id": {"es": "entero", "min": 1, "max": 999999999999999}}';
END
$$;
