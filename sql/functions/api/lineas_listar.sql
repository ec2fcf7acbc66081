-- GET /lineas: the lines (DDIs) of my clinics.
-- Parameters: clinica_id, centralita_id, todas (true: those out of use as well).
-- Returns: 200 {elementos: [linea]}. Errors: CC401, CC403, CC404 not a clinic of mine. Reads: linea, what cc.linea_json reads.
CREATE OR REPLACE FUNCTION api.lineas_listar(credencial bytea, contexto jsonb, clinica_id bigint, centralita_id bigint, todas boolean)
RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'config:leer');
  mias bigint[] := quien_clinicas(q, clinica_id);
BEGIN
  RETURN respuesta_lista((
    SELECT json_agg(linea_json(x) ORDER BY x.clinica_id, x.clave, x.id)
    FROM linea x
    WHERE x.clinica_id = ANY (mias) AND (x.activa OR todas)
      AND (lineas_listar.centralita_id IS NULL OR x.centralita_id = lineas_listar.centralita_id)));
END
$$;
REVOKE ALL ON FUNCTION api.lineas_listar(bytea, jsonb, bigint, bigint, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.lineas_listar(bytea, jsonb, bigint, bigint, boolean) TO cc_api;
