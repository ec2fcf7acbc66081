-- PATCH /tipificaciones/:id: another label or place in the list; out of use.
-- Parameters: id; contexto (`si_coincide`); cuerpo, of cc.tipificacion_editar. Returns: 200 `tipificacion`; ETag.
-- Errors: CC401, CC403, and those of cc.tipificacion_editar. Reads and writes: as cc.tipificacion_editar.
CREATE OR REPLACE FUNCTION api.tipificacion_editar(credencial bytea, contexto jsonb, id bigint, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  fila tipificacion := tipificacion_editar(q, contexto, tipificacion_editar.id, cuerpo);
BEGIN
  RETURN respuesta_fila(200, tipificacion_json(fila));
END
$$;
REVOKE ALL ON FUNCTION api.tipificacion_editar(bytea, jsonb, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.tipificacion_editar(bytea, jsonb, bigint, jsonb) TO cc_api;
