-- Lists what a PBX delivered last, kept or not, the newest 50, without the bodies.
-- Parameters: argumentos {centralita}. Returns: an array of objects. Errors: CC404. Reads: evento_pbx, entrega_aparte.
CREATE OR REPLACE FUNCTION api.admin_entrega_listar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  pbx cc.centralita := cc.admin_centralita(argumentos);
BEGIN
  RETURN (
    SELECT coalesce(json_agg(x ORDER BY x.recibido DESC, x.id DESC NULLS LAST), '[]')
    FROM (
      SELECT y.* FROM (
        SELECT e.id, e.recibido, e.veredicto, e.motivo, octet_length(e.crudo) AS bytes, e.repetida FROM (
          SELECT e.* FROM cc.evento_pbx e WHERE e.centralita_id = pbx.id ORDER BY e.recibido DESC LIMIT 50) e
        UNION ALL
        SELECT NULL, a.recibido, a.veredicto, a.motivo, a.bytes, NULL FROM cc.entrega_aparte a WHERE a.centralita_id = pbx.id) y
      ORDER BY y.recibido DESC LIMIT 50) x);
END
$$;
REVOKE ALL ON FUNCTION api.admin_entrega_listar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_entrega_listar(jsonb) TO cc_admin;
