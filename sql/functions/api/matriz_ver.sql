-- GET /matriz: matrix (b) of a clinic, kind of call × who is known → what happens.
-- Parameters: clinica_id. Returns: 200 `matriz`, ETag. Errors: CC404 not a clinic of mine.
-- Reads: matriz_cti, matriz_version. Writes: nothing.
CREATE OR REPLACE FUNCTION api.matriz_ver(credencial bytea, contexto jsonb, clinica_id bigint) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'config:leer');
  matriz json;
BEGIN
  IF clinica_id <> ALL (q.clinicas) THEN
    PERFORM problema('CC404', 'No existe esa clínica.');
  END IF;
  matriz := matriz_json(clinica_id);
  RETURN ROW(200, jsonb_build_object('ETag', format('W/"%s"', matriz ->> 'version')), matriz)::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.matriz_ver(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.matriz_ver(bytea, jsonb, bigint) TO cc_api;
