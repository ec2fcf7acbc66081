-- PATCH /festivos/:id: another day or name.
-- Parameters: id; contexto (`si_coincide`); cuerpo, of cc.festivo_editar. Returns: 200 `festivo`; ETag.
-- Errors: CC401, CC403, and those of cc.festivo_editar. Reads and writes: as cc.festivo_editar.
CREATE OR REPLACE FUNCTION api.festivo_editar(credencial bytea, contexto jsonb, id bigint, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  fila festivo := festivo_editar(q, contexto, festivo_editar.id, cuerpo);
BEGIN
  RETURN respuesta_fila(200, festivo_json(fila));
END
$$;
REVOKE ALL ON FUNCTION api.festivo_editar(bytea, jsonb, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.festivo_editar(bytea, jsonb, bigint, jsonb) TO cc_api;
