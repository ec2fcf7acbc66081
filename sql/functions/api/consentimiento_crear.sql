-- POST /consentimientos: a patient allows, refuses or withdraws something: one more row of their history.
-- Parameters: cuerpo {paciente_id, and the members of cc.consentimiento_campos}; contexto (`idempotencia`).
-- Returns: 201 {elementos: all of them, siguiente: null}. Errors: CC401, CC403, CC404, CC422.
-- Writes: consentimiento, paciente (version), auditoria, idempotencia.
CREATE OR REPLACE FUNCTION api.consentimiento_crear(credencial bytea, contexto jsonb, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'pacientes:escribir');
  r api.respuesta := idempotencia_buscar(q, contexto);
  p paciente;
  escritos bigint[];
BEGIN
  IF r.estado IS NOT NULL THEN
    RETURN r;
  END IF;
  PERFORM problema_cuerpo(cuerpo, consentimiento_campos() || '{"paciente_id": {"es": "entero", "min": 1, "max": 999999999999999, "falta": false}}');
  SELECT x.* INTO p FROM paciente x WHERE x.id = (cuerpo -> 'paciente_id')::bigint AND quien_ve_paciente(q, x.id) FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM problema('CC404', 'No existe ese paciente.', '[{"pointer": "/paciente_id", "detail": "No existe ese paciente."}]');
  END IF;
  escritos := consentimiento_anotar(q, p, jsonb_build_array(cuerpo - 'paciente_id'), '');
  IF escritos <> '{}' THEN
    UPDATE paciente x SET version = x.version + 1, modificado = ahora() WHERE x.id = p.id;
    PERFORM quien_audita(q, contexto, 'paciente.consentimiento', 'paciente', p.id, jsonb_build_object('consentimiento', escritos[1]));
  END IF;
  RETURN idempotencia_guardar(q, contexto, ROW(201, NULL, consentimientos_json(p.id))::api.respuesta);
END
$$;
REVOKE ALL ON FUNCTION api.consentimiento_crear(bytea, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.consentimiento_crear(bytea, jsonb, jsonb) TO cc_api;
