-- The recordings of a call, oldest first. Parameters: llamada, id. Returns: [grabacion]. Reads: grabacion.
CREATE OR REPLACE FUNCTION cc.grabaciones_de(llamada bigint) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN coalesce((SELECT json_agg(grabacion_json(g) ORDER BY g.id) FROM grabacion g WHERE g.llamada_id = llamada), '[]');
END
$$;
