-- Gives a centralita a new secret; the former one stays valid beside it until the next rotation.
-- Parameters: argumentos {centralita, secreto (hex, sealed under CC_CLAVE)}. Returns: {id, secretos}. Errors: CC404.
-- Reads: centralita. Writes: centralita, auditoria.
CREATE OR REPLACE FUNCTION api.admin_centralita_rotar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  fila cc.centralita := cc.admin_centralita(argumentos);
BEGIN
  UPDATE cc.centralita c
  SET secretos = (ARRAY[decode(argumentos ->> 'secreto', 'hex')] || c.secretos)[1:2], version = c.version + 1
  WHERE c.id = fila.id RETURNING * INTO fila;
  PERFORM cc.admin_auditar(fila.grupo_id, 'centralita.rotar', fila.id);
  RETURN json_build_object('id', fila.id, 'secretos', cardinality(fila.secretos));
END
$$;
REVOKE ALL ON FUNCTION api.admin_centralita_rotar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_centralita_rotar(jsonb) TO cc_admin;
