-- The recording that a route is about. Parameters: q, of cc.autenticar; id. Returns: grabacion, its audio not read.
-- Errors: CC404 not there, or of a call that is not the caller's to see. Reads: grabacion, llamada.
CREATE OR REPLACE FUNCTION cc.quien_grabacion(q cc.quien, id bigint) RETURNS cc.grabacion
LANGUAGE plpgsql STABLE AS $$
DECLARE
  g grabacion;
BEGIN
  SELECT x.* INTO g FROM grabacion x JOIN llamada l ON l.id = x.llamada_id
  WHERE x.id = quien_grabacion.id AND l.clinica_id = ANY (q.clinicas);
  IF NOT FOUND THEN
    PERFORM problema('CC404', 'No existe esa grabación.');
  END IF;
  RETURN g;
END
$$;
