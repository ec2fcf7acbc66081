-- The answer of a route that lists a whole configuration, which is bounded by the group.
-- Parameters: elementos, array or NULL. Returns: api.respuesta.
CREATE OR REPLACE FUNCTION cc.respuesta_lista(elementos json) RETURNS api.respuesta
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN ROW(200, NULL, json_build_object('elementos', coalesce(elementos, '[]'), 'siguiente', NULL))::api.respuesta;
END
$$;
