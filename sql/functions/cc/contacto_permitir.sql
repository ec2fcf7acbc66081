-- Whether somebody may make, change or take away a contact: the black list silences calls in the whole group, so what enters
-- or leaves it is for supervisors and for keys; and a patient's number is never put on it.
-- Parameters: q, of cc.autenticar; clave, the number; antes, ahora, its kind, NULL for none.
-- Errors: CC403; CC409. Reads: paciente_telefono, paciente.
CREATE OR REPLACE FUNCTION cc.contacto_permitir(q cc.quien, clave text, antes text, ahora text) RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF antes IS NOT DISTINCT FROM ahora OR (antes = 'bloqueado' OR ahora = 'bloqueado') IS NOT TRUE THEN
    RETURN;
  ELSIF q.clave_id IS NULL AND q.clinicas_supervisa = '{}' THEN
    PERFORM problema('CC403', 'Solo un supervisor puede bloquear o desbloquear un número.');
  ELSIF ahora = 'bloqueado' AND EXISTS (
      SELECT FROM paciente_telefono t JOIN paciente p ON p.id = t.paciente_id AND p.borrado IS NULL
      WHERE t.grupo_id = q.grupo_id AND t.clave = contacto_permitir.clave AND t.hasta IS NULL) THEN
    PERFORM problema('CC409', 'Ese número es de un paciente: no se puede bloquear.');
  END IF;
END
$$;
