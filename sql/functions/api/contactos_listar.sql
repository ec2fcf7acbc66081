-- GET /contactos: known numbers that are no patients, by name.
-- Parameters: clase; q, two letters or more of the name or note, or digits of the number. Returns: 200 {elementos: [contacto]},
--   500 at most. Errors: CC401, CC403, CC422. Reads: contacto, what cc.contacto_json reads.
CREATE OR REPLACE FUNCTION api.contactos_listar(credencial bytea, contexto jsonb, clase text, q text) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  yo quien := autenticar(credencial, contexto, 'agente', 'pacientes:leer');
  letras text := '%' || texto_escapar(sin_acentos(btrim(q))) || '%';
  cifras text := '%' || nullif(regexp_replace(coalesce(q, ''), '\D', '', 'g'), '') || '%';
BEGIN
  PERFORM problema_cuerpo(jsonb_strip_nulls(jsonb_build_object('clase', clase, 'q', q)), '{"q": {"es": "texto", "min": 2, "max": 100},
    "clase": {"es": "opcion", "valores": ["laboratorio", "proveedor", "aseguradora", "comercial", "bloqueado", "otro"]}}');
  RETURN ROW(200, NULL, json_build_object('elementos', (
    SELECT coalesce(json_agg(contacto_json(c) ORDER BY c.nombre, c.id), '[]')
    FROM (SELECT x.* FROM contacto x
          WHERE x.grupo_id = yo.grupo_id AND (contactos_listar.clase IS NULL OR x.clase = contactos_listar.clase)
            AND (q IS NULL OR sin_acentos(x.nombre || ' ' || x.nota) LIKE letras OR x.clave LIKE cifras)
          ORDER BY x.nombre, x.id LIMIT 500) c)))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.contactos_listar(bytea, jsonb, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.contactos_listar(bytea, jsonb, text, text) TO cc_api;
