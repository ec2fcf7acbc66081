-- The members of one consent, for cc.problema_cuerpo: the words are those of the table.
-- Returns: jsonb.
CREATE OR REPLACE FUNCTION cc.consentimiento_campos() RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN '{
    "finalidad": {"es": "opcion", "valores": ["recordatorios", "comercial", "encuestas", "grabacion", "datos_salud", "cesion"], "falta": false},
    "canal": {"es": "opcion", "valores": ["cualquiera", "telefono", "sms", "whatsapp", "email", "postal"]},
    "valor": {"es": "opcion", "valores": ["concedido", "denegado", "retirado"], "falta": false},
    "momento": {"es": "instante"}, "origen": {"es": "opcion", "valores": ["erp", "telefono", "presencial", "papel", "web", "otro"]},
    "texto_version": {"es": "texto", "min": 1, "max": 60}}';
END
$$;
