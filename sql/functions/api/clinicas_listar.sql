-- GET /clinicas: my clinics, by name. Parameters: todas (true: those that are closed as well).
-- Returns: 200 {elementos: [clinica]}. Errors: CC401, CC403. Reads: clinica.
CREATE OR REPLACE FUNCTION api.clinicas_listar(credencial bytea, contexto jsonb, todas boolean) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'config:leer');
BEGIN
  RETURN respuesta_lista((
    SELECT json_agg(clinica_json(c) ORDER BY c.nombre, c.id)
    FROM clinica c WHERE c.id = ANY (q.clinicas) AND (c.activa OR todas)));
END
$$;
REVOKE ALL ON FUNCTION api.clinicas_listar(bytea, jsonb, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.clinicas_listar(bytea, jsonb, boolean) TO cc_api;
