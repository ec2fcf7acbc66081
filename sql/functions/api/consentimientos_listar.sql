-- GET /consentimientos: what a patient allowed and refused, with who wrote it down and when; nothing is ever overwritten.
-- Parameters: paciente_id. Returns: 200 {elementos: [consentimiento], siguiente: null}. Errors: CC401, CC403, CC404.
-- Reads: paciente, grupo, consentimiento, agente.
CREATE OR REPLACE FUNCTION api.consentimientos_listar(credencial bytea, contexto jsonb, paciente_id bigint) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'pacientes:leer');
BEGIN
  IF NOT quien_ve_paciente(q, consentimientos_listar.paciente_id) THEN
    PERFORM problema('CC404', 'No existe ese paciente.');
  END IF;
  RETURN ROW(200, NULL, consentimientos_json(consentimientos_listar.paciente_id))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.consentimientos_listar(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.consentimientos_listar(bytea, jsonb, bigint) TO cc_api;
