-- PATCH /colas/:id: another label or clinic, out of use.
-- Parameters: id; contexto (`si_coincide`); cuerpo, of cc.cola_editar. Returns: 200 `cola`; ETag.
-- Errors: CC401, CC403, and those of cc.cola_editar. Reads and writes: as cc.cola_editar.
CREATE OR REPLACE FUNCTION api.cola_editar(credencial bytea, contexto jsonb, id bigint, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  fila cola := cola_editar(q, contexto, cola_editar.id, cuerpo);
BEGIN
  RETURN respuesta_fila(200, cola_json(fila));
END
$$;
REVOKE ALL ON FUNCTION api.cola_editar(bytea, jsonb, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.cola_editar(bytea, jsonb, bigint, jsonb) TO cc_api;
