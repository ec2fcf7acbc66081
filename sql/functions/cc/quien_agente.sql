-- The person whom a route changes, locked after their group (who is the last administrator is one question at a time): one
-- with a role in a clinic of the caller's.
-- Parameters: q, of cc.autenticar or cc.admin_quien; id; entero, whether what they are, and not only their roles, is changed.
-- Returns: agente. Errors: CC403 entero, and they have a role that is not the caller's to give; CC404 not there for the caller.
-- Reads: agente_clinica, grupo, agente (FOR NO KEY UPDATE).
CREATE OR REPLACE FUNCTION cc.quien_agente(q cc.quien, id bigint, entero boolean) RETURNS cc.agente
LANGUAGE plpgsql AS $$
DECLARE
  fila agente;
BEGIN
  PERFORM FROM grupo g WHERE g.id = q.grupo_id FOR NO KEY UPDATE;
  SELECT a.* INTO fila FROM agente a
  WHERE a.id = quien_agente.id AND a.grupo_id = q.grupo_id AND (coalesce(q.agente_id, q.clave_id) IS NULL
    OR EXISTS (SELECT FROM agente_clinica ac WHERE ac.agente_id = a.id AND ac.clinica_id = ANY (q.clinicas)))
  FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM problema('CC404', 'No existe esa persona.');
  ELSIF entero AND NOT agente_alcanza(q, fila.id) THEN
    PERFORM problema('CC403', 'Trabaja también en clínicas que usted no administra, o tiene permisos que usted no puede dar.');
  END IF;
  RETURN fila;
END
$$;
