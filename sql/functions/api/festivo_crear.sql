-- POST /festivos: a day on which a clinic is closed.
-- Parameters: cuerpo, of cc.festivo_crear; contexto (`idempotencia`). Returns: 201 `festivo`; Location, ETag.
-- Errors: CC401, CC403, and those of cc.festivo_crear. Reads and writes: as cc.festivo_crear, and idempotencia.
CREATE OR REPLACE FUNCTION api.festivo_crear(credencial bytea, contexto jsonb, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  r api.respuesta := idempotencia_buscar(q, contexto);
  fila festivo;
BEGIN
  IF r.estado IS NOT NULL THEN
    RETURN r;
  END IF;
  fila := festivo_crear(q, contexto, cuerpo);
  RETURN idempotencia_guardar(q, contexto, respuesta_fila(201, festivo_json(fila), 'festivos'));
END
$$;
REVOKE ALL ON FUNCTION api.festivo_crear(bytea, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.festivo_crear(bytea, jsonb, jsonb) TO cc_api;
