-- Holds the filters of the history against their list.
-- Parameters: f, those that are present. Errors: CC422 with one error for each bad one; unknown ones are refused.
CREATE OR REPLACE FUNCTION cc.historial_comprobar(f jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM problema_cuerpo(f, '{
    "desde": {"es": "cuando"}, "hasta": {"es": "cuando"}, "direccion": {"es": "texto", "max": 40},
    "resultado": {"es": "varias", "valores": ["bloqueada", "atendida", "desviada", "buzon_con_mensaje", "fuera_de_horario",
      "abandonada_corta", "buzon_sin_mensaje", "abandonada_en_ivr", "perdida_sin_agentes", "abandonada_en_cola",
      "perdida_sin_respuesta", "contestador", "ocupado", "rechazada", "numero_erroneo", "no_contesta", "cancelada",
      "agente_no_descolgo", "fallida", "incierta", "interna"]},
    "estado": {"es": "varias", "valores": ["recibida", "solicitada", "en_cola", "marcando", "sonando", "sonando_agente",
      "en_buzon", "en_curso", "en_espera", "aparcada", "transfiriendo", "cerrando", "finalizada"]},
    "agente_id": {"es": "entero", "min": 1, "max": 999999999999999}, "extension": {"es": "texto", "max": 32},
    "linea_id": {"es": "entero", "min": 1, "max": 999999999999999}, "cola": {"es": "texto", "max": 100},
    "paciente_id": {"es": "entero", "min": 1, "max": 999999999999999},
    "tipificacion_id": {"es": "entero", "min": 1, "max": 999999999999999}, "perdida": {"es": "booleano"},
    "grabacion": {"es": "booleano"},
    "duracion_min_s": {"es": "entero", "min": 0, "max": 1000000}, "q": {"es": "texto", "min": 2, "max": 100},
    "clinica_id": {"es": "entero", "min": 1, "max": 999999999999999}, "cursor": {"es": "texto", "max": 22},
    "limite": {"es": "entero", "min": 1, "max": 200}}');
END
$$;
