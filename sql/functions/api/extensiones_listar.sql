-- GET /extensiones: the telephones of my clinics, and who sits there.
-- Parameters: clinica_id, centralita_id, todas (true: those out of use as well).
-- Returns: 200 {elementos: [extension]}. Errors: CC401, CC403, CC404 not a clinic of mine. Reads: extension, what cc.extension_json reads.
CREATE OR REPLACE FUNCTION api.extensiones_listar(credencial bytea, contexto jsonb, clinica_id bigint, centralita_id bigint, todas boolean)
RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'config:leer');
  mias bigint[] := quien_clinicas(q, clinica_id);
BEGIN
  RETURN respuesta_lista((
    SELECT json_agg(extension_json(x) ORDER BY x.clinica_id, length(x.numero), x.numero)
    FROM extension x
    WHERE x.clinica_id = ANY (mias) AND (x.activa OR todas)
      AND (extensiones_listar.centralita_id IS NULL OR x.centralita_id = extensiones_listar.centralita_id)));
END
$$;
REVOKE ALL ON FUNCTION api.extensiones_listar(bytea, jsonb, bigint, bigint, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.extensiones_listar(bytea, jsonb, bigint, bigint, boolean) TO cc_api;
