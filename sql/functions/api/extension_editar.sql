-- PATCH /extensiones/:id: another label or clinic, shared or not, out of use.
-- Parameters: id; contexto (`si_coincide`); cuerpo, of cc.extension_editar. Returns: 200 `extension`; ETag.
-- Errors: CC401, CC403, and those of cc.extension_editar. Reads and writes: as cc.extension_editar.
CREATE OR REPLACE FUNCTION api.extension_editar(credencial bytea, contexto jsonb, id bigint, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  fila extension := extension_editar(q, contexto, extension_editar.id, cuerpo);
BEGIN
  RETURN respuesta_fila(200, extension_json(fila));
END
$$;
REVOKE ALL ON FUNCTION api.extension_editar(bytea, jsonb, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.extension_editar(bytea, jsonb, bigint, jsonb) TO cc_api;
