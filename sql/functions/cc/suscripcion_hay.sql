-- Whether anybody wants to be told of this: asked before the telling is made, since mostly nobody does.
-- Parameters: grupo; clinica, NULL for what is no clinic's; evento. Returns: boolean. Reads: suscripcion.
CREATE OR REPLACE FUNCTION cc.suscripcion_hay(grupo bigint, clinica bigint, evento text) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM suscripcion s
    WHERE s.grupo_id = grupo AND (s.eventos = '{}' OR evento = ANY (s.eventos))
      AND (s.clinicas IS NULL OR clinica IS NULL OR clinica = ANY (s.clinicas)));
END
$$;
