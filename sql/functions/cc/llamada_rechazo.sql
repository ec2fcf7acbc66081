-- A refusal of what somebody wants done to a call, with a type of its own: problem+json.
-- Parameters: contexto; codigo; detalle, Spanish. Returns: api.respuesta, 409. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamada_rechazo(contexto jsonb, codigo text, detalle text) RETURNS api.respuesta
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN ROW(409, NULL, json_build_object('type', '/docs/problemas#' || codigo, 'title', 'Conflict', 'status', 409,
    'detail', detalle, 'instance', contexto ->> 'peticion'))::api.respuesta;
END
$$;
