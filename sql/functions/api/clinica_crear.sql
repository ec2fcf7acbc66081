-- POST /clinicas: a clinic of the group; whoever administers all the others administers it too.
-- Parameters: cuerpo, of cc.clinica_crear; contexto (`idempotencia`). Returns: 201 `clinica`; Location, ETag.
-- Errors: CC401, CC403, and those of cc.clinica_crear. Reads and writes: as cc.clinica_crear, and idempotencia.
CREATE OR REPLACE FUNCTION api.clinica_crear(credencial bytea, contexto jsonb, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  r api.respuesta := idempotencia_buscar(q, contexto);
  fila clinica;
BEGIN
  IF r.estado IS NOT NULL THEN
    RETURN r;
  END IF;
  fila := clinica_crear(q, contexto, cuerpo);
  RETURN idempotencia_guardar(q, contexto, respuesta_fila(201, clinica_json(fila), 'clinicas'));
END
$$;
REVOKE ALL ON FUNCTION api.clinica_crear(bytea, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.clinica_crear(bytea, jsonb, jsonb) TO cc_api;
