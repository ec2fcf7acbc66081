-- POST /extensiones: a telephone of a centralita.
-- Parameters: cuerpo, of cc.extension_crear; contexto (`idempotencia`). Returns: 201 `extension`; Location, ETag.
-- Errors: CC401, CC403, and those of cc.extension_crear. Reads and writes: as cc.extension_crear, and idempotencia.
CREATE OR REPLACE FUNCTION api.extension_crear(credencial bytea, contexto jsonb, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  r api.respuesta := idempotencia_buscar(q, contexto);
  fila extension;
BEGIN
  IF r.estado IS NOT NULL THEN
    RETURN r;
  END IF;
  fila := extension_crear(q, contexto, cuerpo);
  RETURN idempotencia_guardar(q, contexto, respuesta_fila(201, extension_json(fila), 'extensiones'));
END
$$;
REVOKE ALL ON FUNCTION api.extension_crear(bytea, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.extension_crear(bytea, jsonb, jsonb) TO cc_api;
