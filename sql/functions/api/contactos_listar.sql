-- GET /contactos: known numbers that are no patients, by name.
-- Parameters: clase; q, two letters or more of the name or note, or digits of the number. Returns: 200 {elementos: [contacto]},
--   500 at most. Errors: CC401, CC403, CC422. Reads: contacto, what cc.contacto_json reads.
CREATE OR REPLACE FUNCTION api.contactos_listar(credencial bytea, contexto jsonb, clase text, q text) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  yo quien := autenticar(credencial, contexto, 'agente', 'pacientes:leer');
BEGIN
  PERFORM contactos_comprobar(jsonb_strip_nulls(jsonb_build_object('clase', clase, 'q', q)));
  RETURN ROW(200, NULL, json_build_object('elementos', (
    SELECT coalesce(json_agg(contacto_json(c) ORDER BY c.nombre, c.id), '[]')
    FROM (SELECT x.* FROM contacto x
          WHERE x.grupo_id = yo.grupo_id AND contacto_pasa(x, contactos_listar.clase, contactos_listar.q)
          ORDER BY x.nombre, x.id LIMIT 500) c)))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.contactos_listar(bytea, jsonb, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.contactos_listar(bytea, jsonb, text, text) TO cc_api;
