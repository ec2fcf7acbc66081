-- POST /colas: a queue, as its centralita names it.
-- Parameters: cuerpo, of cc.cola_crear; contexto (`idempotencia`). Returns: 201 `cola`; Location, ETag.
-- Errors: CC401, CC403, and those of cc.cola_crear. Reads and writes: as cc.cola_crear, and idempotencia.
CREATE OR REPLACE FUNCTION api.cola_crear(credencial bytea, contexto jsonb, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  r api.respuesta := idempotencia_buscar(q, contexto);
  fila cola;
BEGIN
  IF r.estado IS NOT NULL THEN
    RETURN r;
  END IF;
  fila := cola_crear(q, contexto, cuerpo);
  RETURN idempotencia_guardar(q, contexto, respuesta_fila(201, cola_json(fila), 'colas'));
END
$$;
REVOKE ALL ON FUNCTION api.cola_crear(bytea, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.cola_crear(bytea, jsonb, jsonb) TO cc_api;
