-- The body of a refusal that is returned, not raised, because it leaves a trace: problem+json as the API makes it.
-- Parameters: estado, HTTP status; titulo, detalle, Spanish. Returns: json.
CREATE OR REPLACE FUNCTION cc.problema_json(estado int, titulo text, detalle text) RETURNS json
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN json_build_object('type', 'about:blank', 'title', titulo, 'status', estado, 'detail', detalle);
END
$$;
