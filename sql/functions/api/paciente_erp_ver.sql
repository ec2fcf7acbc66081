-- GET /paciente/erp/:ref: the card of the patient whom the ERP knows by this reference.
-- Returns: 200 `ficha`; ETag. Errors: CC401, CC403, CC404. Reads: paciente, what cc.ficha reads.
CREATE OR REPLACE FUNCTION api.paciente_erp_ver(credencial bytea, contexto jsonb, ref text) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'pacientes:leer');
  p paciente := quien_paciente_erp(q, ref);
BEGIN
  IF p.id IS NULL THEN
    PERFORM problema('CC404', 'No existe ese paciente.');
  END IF;
  RETURN paciente_respuesta(q, 200, p.id);
END
$$;
REVOKE ALL ON FUNCTION api.paciente_erp_ver(bytea, jsonb, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.paciente_erp_ver(bytea, jsonb, text) TO cc_api;
