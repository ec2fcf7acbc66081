-- The members of the ERP's patient document, for cc.problema_cuerpo.
-- Returns: jsonb.
CREATE OR REPLACE FUNCTION cc.paciente_erp_campos() RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN '{
    "nombre": {"es": "texto", "min": 1, "max": 120, "falta": false}, "apellidos": {"es": "texto", "max": 160},
    "nombre_preferido": {"es": "texto", "max": 120}, "nacimiento": {"es": "fecha", "pasada": true}, "dni": {"es": "texto", "max": 20},
    "n_historia": {"es": "texto", "max": 40}, "email": {"es": "texto", "max": 254}, "idioma": {"es": "texto", "min": 2, "max": 16},
    "trato": {"es": "opcion", "valores": ["tu", "usted"]},
    "saldo_cent": {"es": "entero", "min": -99999999999999, "max": 99999999999999}, "moneda": {"es": "texto", "min": 3, "max": 3},
    "no_llamar": {"es": "booleano"}, "no_llamar_motivo": {"es": "texto", "max": 200},
    "clinica_id": {"es": "entero", "min": 1, "max": 999999999999999},
    "telefonos": {"es": "lista", "max": 20, "campos": {
      "numero": {"es": "texto", "min": 1, "max": 64, "falta": false}, "etiqueta": {"es": "texto", "max": 60},
      "titular": {"es": "booleano"}}},
    "vinculos": {"es": "lista", "max": 50, "campos": {
      "erp_ref": {"es": "texto", "min": 1, "max": 128, "falta": false},
      "clase": {"es": "opcion", "valores": ["tutor", "conyuge", "hijo", "padre", "hermano", "cuidador", "otro"], "falta": false}}},
    "avisos": {"es": "lista", "max": 50, "campos": {
      "nivel": {"es": "opcion", "valores": ["info", "atencion", "urgente"]},
      "texto": {"es": "texto", "min": 1, "max": 400, "falta": false},
      "recepcion": {"es": "booleano"}, "hasta": {"es": "instante"}}}}'::jsonb
    || jsonb_build_object('consentimientos', jsonb_build_object('es', 'lista', 'max', 50, 'campos',
      consentimiento_campos() || '{"momento": {"es": "instante", "falta": false}}'))
    || jsonb_build_object('citas', jsonb_build_object('es', 'lista', 'max', 200, 'campos',
      cita_erp_campos() || '{"erp_ref": {"es": "texto", "min": 1, "max": 128, "falta": false}}'));
END
$$;
