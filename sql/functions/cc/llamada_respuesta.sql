-- The answer that shows one call: `llamada`, with its ETag; Location when it was created.
-- Parameters: estado, 200 or 201; id. Returns: api.respuesta. Reads: llamada, what cc.llamada_json reads.
CREATE OR REPLACE FUNCTION cc.llamada_respuesta(estado int, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql STABLE AS $$
DECLARE
  cabeceras jsonb := jsonb_build_object('ETag',
    format('"%s"', (SELECT l.version FROM llamada l WHERE l.id = llamada_respuesta.id)));
BEGIN
  IF estado = 201 THEN
    cabeceras := cabeceras || jsonb_build_object('Location', '/api/contact-center/llamadas/' || id);
  END IF;
  RETURN ROW(estado, cabeceras, llamada_json(id))::api.respuesta;
END
$$;
