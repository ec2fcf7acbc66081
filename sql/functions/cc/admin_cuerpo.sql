-- The body that a command's options are, as the function that the API calls too takes it.
-- Parameters: argumentos; sujeto, the member that says which row ('linea'), which is none of it. Returns: jsonb.
CREATE OR REPLACE FUNCTION cc.admin_cuerpo(argumentos jsonb, sujeto text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_object_agg(CASE WHEN a.key IN ('clinica', 'centralita') THEN a.key || '_id' ELSE a.key END, a.value), '{}')
    FROM jsonb_each(argumentos) a WHERE a.key <> sujeto);
END
$$;
