-- Who changed what in a group, newest first, 500 at most.
-- Parameters: argumentos {grupo, desde? (day), objeto?, id?, usuario?}. Returns: an array of {cuando, quien, accion, objeto, objeto_id, datos}.
-- Errors: CC404. Reads: auditoria, agente, clave_api.
CREATE OR REPLACE FUNCTION api.admin_auditoria_listar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  grupo bigint := admin_grupo(argumentos);
  persona bigint := CASE WHEN argumentos ->> 'usuario' IS NOT NULL THEN (admin_agente(argumentos)).id END;
BEGIN
  PERFORM problema_cuerpo(argumentos, '{"grupo": {"es": "entero", "min": 1, "max": 999999999999999}, "desde": {"es": "fecha"},
    "objeto": {"es": "texto", "max": 40}, "id": {"es": "entero", "min": 1, "max": 999999999999999}, "usuario": {"es": "texto", "max": 80}}');
  RETURN (
    SELECT coalesce(json_agg(json_build_object('cuando', a.cuando,
      'quien', coalesce((SELECT g.usuario FROM agente g WHERE g.id = a.agente_id),
                        (SELECT 'clave ' || k.nombre FROM clave_api k WHERE k.id = a.clave_api_id), 'cc-admin'),
      'accion', a.accion, 'objeto', a.objeto, 'objeto_id', a.objeto_id, 'datos', a.datos) ORDER BY a.cuando DESC, a.id DESC), '[]')
    FROM (SELECT x.* FROM auditoria x
          WHERE x.grupo_id = grupo AND x.cuando >= coalesce((argumentos ->> 'desde')::date, '-infinity')
            AND (persona IS NULL OR x.agente_id = persona)
            AND (argumentos ->> 'objeto' IS NULL OR x.objeto = argumentos ->> 'objeto')
            AND (argumentos ->> 'id' IS NULL OR x.objeto_id = (argumentos ->> 'id')::bigint)
          ORDER BY x.cuando DESC, x.id DESC LIMIT 500) a);
END
$$;
REVOKE ALL ON FUNCTION api.admin_auditoria_listar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_auditoria_listar(jsonb) TO cc_admin;
