-- PATCH /lineas/:id: another label, use, clinic; shown when calling or not; out of use.
-- Parameters: id; contexto (`si_coincide`); cuerpo, of cc.linea_editar. Returns: 200 `linea`; ETag.
-- Errors: CC401, CC403, and those of cc.linea_editar. Reads and writes: as cc.linea_editar.
CREATE OR REPLACE FUNCTION api.linea_editar(credencial bytea, contexto jsonb, id bigint, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  fila linea := linea_editar(q, contexto, linea_editar.id, cuerpo);
BEGIN
  RETURN respuesta_fila(200, linea_json(fila));
END
$$;
REVOKE ALL ON FUNCTION api.linea_editar(bytea, jsonb, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.linea_editar(bytea, jsonb, bigint, jsonb) TO cc_api;
