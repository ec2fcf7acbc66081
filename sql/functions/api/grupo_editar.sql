-- PATCH /grupo: the settings of my group, for whoever administers all its clinics.
-- Parameters: contexto (`si_coincide`); cuerpo, of cc.grupo_editar. Returns: 200 `grupo`; ETag.
-- Errors: CC401, CC403, and those of cc.grupo_editar. Reads and writes: as cc.grupo_editar.
CREATE OR REPLACE FUNCTION api.grupo_editar(credencial bytea, contexto jsonb, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  g grupo := grupo_editar(q, contexto, cuerpo);
BEGIN
  RETURN respuesta_fila(200, grupo_json(g));
END
$$;
REVOKE ALL ON FUNCTION api.grupo_editar(bytea, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.grupo_editar(bytea, jsonb, jsonb) TO cc_api;
