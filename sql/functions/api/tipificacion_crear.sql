-- POST /tipificaciones: a disposition of the group.
-- Parameters: cuerpo, of cc.tipificacion_crear; contexto (`idempotencia`). Returns: 201 `tipificacion`; Location, ETag.
-- Errors: CC401, CC403, and those of cc.tipificacion_crear. Reads and writes: as cc.tipificacion_crear, and idempotencia.
CREATE OR REPLACE FUNCTION api.tipificacion_crear(credencial bytea, contexto jsonb, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  r api.respuesta := idempotencia_buscar(q, contexto);
  fila tipificacion;
BEGIN
  IF r.estado IS NOT NULL THEN
    RETURN r;
  END IF;
  fila := tipificacion_crear(q, contexto, cuerpo);
  RETURN idempotencia_guardar(q, contexto, respuesta_fila(201, tipificacion_json(fila), 'tipificaciones'));
END
$$;
REVOKE ALL ON FUNCTION api.tipificacion_crear(bytea, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.tipificacion_crear(bytea, jsonb, jsonb) TO cc_api;
