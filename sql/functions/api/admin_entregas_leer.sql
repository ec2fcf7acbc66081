-- What the command line must know to read kept deliveries again: one, or a hundred of those that were not understood, the
-- oldest first.
-- Parameters: argumentos {centralita, entrega, or desde: only those after this id}. Returns: an array of {id, …cc.entrega_leer}.
-- Errors: CC404, CC409 (ARI). Reads: evento_pbx.
CREATE OR REPLACE FUNCTION api.admin_entregas_leer(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  pbx cc.centralita := cc.admin_centralita(argumentos);
  una bigint := (argumentos ->> 'entrega')::bigint;
BEGIN
  IF una IS NOT NULL THEN
    RETURN json_build_array(jsonb_build_object('id', una) || entrega_leer(pbx, entrega_de(pbx, una))::jsonb);
  ELSIF pbx.adaptador = 'ari' THEN
    PERFORM problema('CC409', 'Lo que llega por ARI se entiende sólo en su orden: no se puede repetir.');
  END IF;
  RETURN (
    SELECT coalesce(json_agg(jsonb_build_object('id', e.id) || entrega_leer(pbx, e)::jsonb ORDER BY e.id), '[]')
    FROM (
      SELECT x.* FROM evento_pbx x
      WHERE x.centralita_id = pbx.id AND x.veredicto IN ('ilegible', 'cuarentena', 'parcial', 'ignorada')
        AND x.id > (argumentos ->> 'desde')::bigint
      ORDER BY x.id LIMIT 100) e);
END
$$;
REVOKE ALL ON FUNCTION api.admin_entregas_leer(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_entregas_leer(jsonb) TO cc_admin;
