-- The patient that a route changes, locked, and before that whatever concerns one number.
-- Parameters: q, of cc.autenticar; id; numero, written in any way. Returns: paciente. Errors: CC404 not there for the caller.
-- Reads: paciente (FOR NO KEY UPDATE), grupo.
CREATE OR REPLACE FUNCTION cc.quien_paciente(q cc.quien, id bigint, numero text) RETURNS cc.paciente
LANGUAGE plpgsql AS $$
DECLARE
  p paciente;
BEGIN
  PERFORM numero_bloquear(q.grupo_id, numero);
  SELECT x.* INTO p FROM paciente x WHERE x.id = quien_paciente.id AND quien_ve_paciente(q, x.id) FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM problema('CC404', 'No existe ese paciente.');
  END IF;
  RETURN p;
END
$$;
