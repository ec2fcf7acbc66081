-- Lets pass whoever administers the whole group: every clinic of it that is open. What the clinics share is theirs to change.
-- Parameters: q, of cc.autenticar. Errors: CC403. Reads: clinica.
CREATE OR REPLACE FUNCTION cc.quien_grupo(q cc.quien) RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF EXISTS (SELECT FROM clinica c WHERE c.grupo_id = q.grupo_id AND c.activa AND c.id <> ALL (q.clinicas_administra)) THEN
    PERFORM problema('CC403', 'Es de todo el grupo: solo puede cambiarlo quien administra todas sus clínicas.');
  END IF;
END
$$;
