-- What cc-jobs does before it fetches a message: the job is marked, and it is told from whom and where. To fetch it twice is
-- harmless.
-- Parameters: trabajo, id of a claimed job of class grabacion_traer.
-- Returns: (adaptador, publico, ajustes; credencial and secretos, sealed; url, as the PBX told it: data, to be judged by the
--   adapter). No row: nothing to do any more (it is here, or gone with its call), the job is ended.
-- Errors: none. Reads: grabacion, llamada, centralita. Writes: trabajo.
CREATE OR REPLACE FUNCTION api.grabacion_preparar(trabajo bigint)
RETURNS TABLE (adaptador text, publico text, ajustes jsonb, credencial bytea, secretos bytea[], url text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  UPDATE trabajo t SET estado = 'enviando'
  FROM grabacion g JOIN llamada l ON l.id = g.llamada_id JOIN centralita c ON c.id = l.centralita_id
  WHERE t.id = grabacion_preparar.trabajo AND t.clase = 'grabacion_traer' AND t.estado IN ('tomado', 'enviando')
    AND g.id = (t.datos ->> 'grabacion_id')::bigint AND g.estado <> 'lista'
  RETURNING c.adaptador, c.publico, c.ajustes, c.credencial, c.secretos, g.clave;
  IF NOT FOUND THEN
    PERFORM trabajo_terminar(grabacion_preparar.trabajo);
  END IF;
END
$$;
REVOKE ALL ON FUNCTION api.grabacion_preparar(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.grabacion_preparar(bigint) TO cc_jobs;
