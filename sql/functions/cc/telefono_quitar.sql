-- Ends a patient's number now: the calls that it brought stay with them.
-- Parameters: p, locked, and the number too (cc.quien_paciente); clave. Returns: whether they had it.
-- Writes: paciente_telefono, paciente.version.
CREATE OR REPLACE FUNCTION cc.telefono_quitar(p cc.paciente, clave text) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE paciente_telefono t SET hasta = ahora() WHERE t.paciente_id = p.id AND t.clave = telefono_quitar.clave AND t.hasta IS NULL;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE paciente x SET version = x.version + 1, modificado = ahora() WHERE x.id = p.id;
  RETURN true;
END
$$;
