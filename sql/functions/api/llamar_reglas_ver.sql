-- GET /llamar/reglas: what click-to-call is held to.
-- Parameters: clinica_id, NULL: the group's own. Returns: 200 `reglas_llamar`; ETag. Errors: CC401, CC403, CC404 not a clinic of mine.
-- Reads: grupo, clinica.
CREATE OR REPLACE FUNCTION api.llamar_reglas_ver(credencial bytea, contexto jsonb, clinica_id bigint) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'config:leer');
BEGIN
  IF clinica_id <> ALL (q.clinicas) THEN
    PERFORM problema('CC404', 'No existe esa clínica.');
  END IF;
  RETURN respuesta_fila(200, llamar_reglas_json(q.grupo_id, clinica_id));
END
$$;
REVOKE ALL ON FUNCTION api.llamar_reglas_ver(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.llamar_reglas_ver(bytea, jsonb, bigint) TO cc_api;
