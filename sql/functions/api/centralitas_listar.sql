-- GET /centralitas: the PBXs that serve the caller's clinics, those out of use included, by name.
-- Returns: 200 {elementos: [centralita_breve]}. Errors: CC401, CC403. Reads: centralita, centralita_salud, linea, extension.
CREATE OR REPLACE FUNCTION api.centralitas_listar(credencial bytea, contexto jsonb) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', NULL);
BEGIN
  RETURN ROW(200, NULL, (
    SELECT json_build_object('elementos', coalesce(json_agg(centralita_breve(c.id) ORDER BY c.nombre), '[]'))
    FROM centralita c
    WHERE c.grupo_id = q.grupo_id AND centralita_clinicas(c.id) && q.clinicas))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.centralitas_listar(bytea, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.centralitas_listar(bytea, jsonb) TO cc_api;
