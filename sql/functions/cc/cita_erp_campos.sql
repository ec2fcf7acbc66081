-- The members of an appointment as the ERP sends it, for cc.problema_cuerpo: those that do not say whose it is.
-- Returns: jsonb.
CREATE OR REPLACE FUNCTION cc.cita_erp_campos() RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN '{
    "inicio": {"es": "instante", "falta": false}, "fin": {"es": "instante"}, "profesional": {"es": "texto", "max": 120},
    "gabinete": {"es": "texto", "max": 60}, "tratamiento": {"es": "texto", "max": 200},
    "estado": {"es": "opcion", "valores": ["pendiente", "confirmada", "realizada", "anulada", "no_acudio"]},
    "clinica_id": {"es": "entero", "min": 1, "max": 999999999999999}}';
END
$$;
