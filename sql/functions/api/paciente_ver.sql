-- GET /paciente/:id: the patient's card.
-- Returns: 200 `ficha`; ETag. Errors: CC401, CC403, CC404. Reads: paciente, what cc.ficha reads.
CREATE OR REPLACE FUNCTION api.paciente_ver(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'pacientes:leer');
BEGIN
  IF NOT quien_ve_paciente(q, paciente_ver.id) THEN
    PERFORM problema('CC404', 'No existe ese paciente.');
  END IF;
  RETURN paciente_respuesta(q, 200, paciente_ver.id);
END
$$;
REVOKE ALL ON FUNCTION api.paciente_ver(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.paciente_ver(bytea, jsonb, bigint) TO cc_api;
