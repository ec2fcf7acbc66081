-- Applies a kept delivery as the command line has read it now.
-- Parameters: argumentos {centralita, entrega, version, eventos, motivo}. Returns: {id, veredicto, motivo}.
-- Errors: CC404, CC409, CC419 the configuration has changed meanwhile. Reads: centralita. Writes: auditoria, and as
--   cc.entrega_repetir.
CREATE OR REPLACE FUNCTION api.admin_entrega_repetir(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  pbx cc.centralita := cc.admin_centralita(argumentos);
  e evento_pbx := entrega_de(pbx, (argumentos ->> 'entrega')::bigint);
BEGIN
  IF pbx.version <> (argumentos ->> 'version')::int THEN
    RAISE EXCEPTION 'La configuración de la centralita ha cambiado; repítalo.' USING ERRCODE = 'CC419';
  END IF;
  PERFORM admin_auditar(pbx.grupo_id, 'centralita.repetir', pbx.id);
  e := entrega_repetir(pbx, e, nullif(argumentos -> 'eventos', 'null'), argumentos ->> 'motivo');
  RETURN json_build_object('id', e.id, 'veredicto', e.veredicto, 'motivo', e.motivo);
END
$$;
REVOKE ALL ON FUNCTION api.admin_entrega_repetir(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_entrega_repetir(jsonb) TO cc_admin;
