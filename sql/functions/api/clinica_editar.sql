-- PATCH /clinicas/:id: another name, zone or setting; closed or open again.
-- Parameters: id; contexto (`si_coincide`); cuerpo, of cc.clinica_editar. Returns: 200 `clinica`; ETag.
-- Errors: CC401, CC403, and those of cc.clinica_editar. Reads and writes: as cc.clinica_editar.
CREATE OR REPLACE FUNCTION api.clinica_editar(credencial bytea, contexto jsonb, id bigint, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  fila clinica := clinica_editar(q, contexto, clinica_editar.id, cuerpo);
BEGIN
  RETURN respuesta_fila(200, clinica_json(fila));
END
$$;
REVOKE ALL ON FUNCTION api.clinica_editar(bytea, jsonb, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.clinica_editar(bytea, jsonb, bigint, jsonb) TO cc_api;
