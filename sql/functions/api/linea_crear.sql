-- POST /lineas: a line (DDI) of a centralita.
-- Parameters: cuerpo, of cc.linea_crear; contexto (`idempotencia`). Returns: 201 `linea`; Location, ETag.
-- Errors: CC401, CC403, and those of cc.linea_crear. Reads and writes: as cc.linea_crear, and idempotencia.
CREATE OR REPLACE FUNCTION api.linea_crear(credencial bytea, contexto jsonb, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  r api.respuesta := idempotencia_buscar(q, contexto);
  fila linea;
BEGIN
  IF r.estado IS NOT NULL THEN
    RETURN r;
  END IF;
  fila := linea_crear(q, contexto, cuerpo);
  RETURN idempotencia_guardar(q, contexto, respuesta_fila(201, linea_json(fila), 'lineas'));
END
$$;
REVOKE ALL ON FUNCTION api.linea_crear(bytea, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.linea_crear(bytea, jsonb, jsonb) TO cc_api;
