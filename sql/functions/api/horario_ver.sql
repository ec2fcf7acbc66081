-- GET /horarios: the week of a clinic, and whether it is open now.
-- Parameters: clinica_id. Returns: 200 `horario`; ETag. Errors: CC401, CC403, CC404 not a clinic of mine.
-- Reads: what cc.horario_json reads.
CREATE OR REPLACE FUNCTION api.horario_ver(credencial bytea, contexto jsonb, clinica_id bigint) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'config:leer');
BEGIN
  RETURN respuesta_fila(200, horario_json((quien_clinicas(q, clinica_id))[1]));
END
$$;
REVOKE ALL ON FUNCTION api.horario_ver(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.horario_ver(bytea, jsonb, bigint) TO cc_api;
