-- GET /claves: the API keys whose whole reach the caller administers, those in use first, and the scopes that there are.
-- Returns: 200 {elementos: [clave], siguiente: null, ambitos: [{ambito, permite}]}. Errors: CC401, CC403.
-- Reads: clave_api, agente, clinica.
CREATE OR REPLACE FUNCTION api.claves_listar(credencial bytea, contexto jsonb) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  MUCHAS CONSTANT int := 500;
  q quien := autenticar(credencial, contexto, 'administrador', NULL);
BEGIN
  RETURN ROW(200, NULL, json_build_object(
    'elementos', (
      SELECT coalesce(json_agg(clave_json(k.fila) ORDER BY (k.fila).revocada IS NOT NULL, (k.fila).id DESC), '[]')
      FROM (
        SELECT x AS fila FROM clave_api x
        WHERE x.grupo_id = q.grupo_id AND clave_alcanza(q, x.clinicas)
        ORDER BY x.revocada IS NOT NULL, x.id DESC LIMIT MUCHAS) k),
    'siguiente', NULL,
    'ambitos', (SELECT json_agg(a) FROM clave_ambitos() a)))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.claves_listar(bytea, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.claves_listar(bytea, jsonb) TO cc_api;
