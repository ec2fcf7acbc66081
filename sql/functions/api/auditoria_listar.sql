-- GET /auditoria: who changed what, newest first. Of one's clinics; what is the group's as a whole is for whoever has all its
-- clinics, and for whoever did it.
-- Parameters: desde, hasta, days of one's first clinic's zone, both included, or moments; agente_id, objeto, objeto_id,
--   accion; clinica_id; cursor; limite (50, at most 200).
-- Returns: 200 {elementos: [{id, cuando, agente, clave, accion, objeto, objeto_id, clinica_id, datos, peticion}], siguiente}; Link.
-- Errors: CC401, CC403 neither administrador nor delegado, CC404 not a clinic of mine, CC422 a cursor that is none.
-- Reads: auditoria, agente_clinica, clinica, agente, clave_api.
CREATE OR REPLACE FUNCTION api.auditoria_listar(credencial bytea, contexto jsonb, desde text, hasta text, agente_id bigint,
  objeto text, objeto_id bigint, accion text, clinica_id bigint, cursor text, limite int) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, NULL, 'auditoria:leer');
  filtros jsonb := jsonb_strip_nulls(jsonb_build_object('desde', desde, 'hasta', hasta, 'agente_id', agente_id, 'objeto', objeto,
    'objeto_id', objeto_id, 'accion', accion, 'clinica_id', clinica_id, 'limite', limite));
  antes record := cursor_leer(cursor);
  n int := coalesce(limite, 50);
  zona text;
  todo boolean;
  pagina auditoria[];
  marca text;
BEGIN
  IF q.agente_id IS NOT NULL THEN
    q.clinicas := ARRAY(SELECT ac.clinica_id FROM agente_clinica ac
      WHERE ac.agente_id = q.agente_id AND ac.rol IN ('administrador', 'delegado') ORDER BY ac.clinica_id);
  END IF;
  IF q.clinicas = '{}' THEN
    PERFORM problema('CC403', 'Solo quien administra, o quien es delegado, ve quién cambió qué.');
  END IF;
  PERFORM quien_clinicas(q, clinica_id);
  zona := (SELECT c.zona FROM clinica c WHERE c.id = q.clinicas[1]);
  todo := NOT EXISTS (SELECT FROM clinica c WHERE c.grupo_id = q.grupo_id AND c.activa AND c.id <> ALL (q.clinicas));
  -- Composed of the filters that are there, so that each combination gets its own plan.
  EXECUTE 'SELECT ARRAY(SELECT a FROM auditoria a
      WHERE a.grupo_id = $1 AND (a.clinica_id = ANY ($2) OR a.clinica_id IS NULL AND ($3 OR a.agente_id = $4))'
    || CASE WHEN antes.id IS NULL THEN '' ELSE ' AND (a.cuando, a.id) < ($5, $6)' END
    || CASE WHEN desde IS NULL THEN '' ELSE ' AND a.cuando >= $7' END
    || CASE WHEN hasta IS NULL THEN '' ELSE ' AND a.cuando < $8' END
    || CASE WHEN agente_id IS NULL THEN '' ELSE ' AND a.agente_id = $9' END
    || CASE WHEN objeto IS NULL THEN '' ELSE ' AND a.objeto = $10' END
    || CASE WHEN objeto_id IS NULL THEN '' ELSE ' AND a.objeto_id = $11' END
    || CASE WHEN accion IS NULL THEN '' ELSE ' AND a.accion = $12' END
    || CASE WHEN clinica_id IS NULL THEN '' ELSE ' AND a.clinica_id = $13' END
    || ' ORDER BY a.cuando DESC, a.id DESC LIMIT $14)' INTO pagina
  USING q.grupo_id, q.clinicas, todo, q.agente_id, antes.inicio, antes.id, historial_momento(desde, zona, false),
    historial_momento(hasta, zona, true), agente_id, objeto, objeto_id, accion, clinica_id, n + 1;
  IF cardinality(pagina) > n THEN
    marca := cursor_crear(pagina[n].cuando, pagina[n].id);
  END IF;
  RETURN ROW(200, cursor_enlace('auditoria', filtros, marca), json_build_object('elementos', (
    SELECT coalesce(json_agg(json_build_object('id', a.id, 'cuando', a.cuando,
      'agente', (SELECT json_build_object('id', g.id, 'nombre', g.nombre) FROM agente g WHERE g.id = a.agente_id),
      'clave', (SELECT json_build_object('id', k.id, 'nombre', k.nombre) FROM clave_api k WHERE k.id = a.clave_api_id),
      'accion', a.accion, 'objeto', a.objeto, 'objeto_id', a.objeto_id, 'clinica_id', a.clinica_id, 'datos', a.datos,
      'peticion', a.peticion) ORDER BY a.cuando DESC, a.id DESC), '[]')
    FROM unnest(pagina[1:n]) a), 'siguiente', marca))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.auditoria_listar(bytea, jsonb, text, text, bigint, text, bigint, text, bigint, text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.auditoria_listar(bytea, jsonb, text, text, bigint, text, bigint, text, bigint, text, int) TO cc_api;
