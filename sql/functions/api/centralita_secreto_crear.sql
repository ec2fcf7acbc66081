-- POST /centralitas/:id/secretos: a new secret, which cc-api has made and shows once; the former one stays valid beside it, so that
-- the PBX can be changed without losing a call, until it is ended or another is made.
-- Parameters: id; cuerpo {secreto_sellado} (hex, under CC_CLAVE). Returns: 201 `centralita`. Errors: CC401, CC403, CC404.
-- Reads and writes: centralita. Writes: auditoria.
CREATE OR REPLACE FUNCTION api.centralita_secreto_crear(credencial bytea, contexto jsonb, id bigint, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', NULL);
  c centralita := quien_centralita(q, centralita_secreto_crear.id, true);
BEGIN
  UPDATE centralita x SET version = x.version + 1, secreto_creado = ahora(),
    secretos = (ARRAY[decode(cuerpo ->> 'secreto_sellado', 'hex')] || x.secretos)[1:2]
  WHERE x.id = c.id
  RETURNING x.* INTO c;
  PERFORM quien_audita(q, contexto, 'centralita.rotar', 'centralita', c.id);
  RETURN ROW(201, jsonb_build_object('ETag', format('"%s"', c.version)), centralita_json(c.id))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.centralita_secreto_crear(bytea, jsonb, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.centralita_secreto_crear(bytea, jsonb, bigint, jsonb) TO cc_api;
