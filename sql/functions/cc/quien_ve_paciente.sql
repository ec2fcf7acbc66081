-- Whether a patient is there for the caller: of the group, not erased, and of a clinic of theirs unless the group shares
-- its patients. Everything about patients outside this is "no existe".
-- Parameters: q, of cc.autenticar; paciente, id. Returns: boolean. Reads: paciente, grupo.
CREATE OR REPLACE FUNCTION cc.quien_ve_paciente(q cc.quien, paciente bigint) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM paciente p JOIN grupo g ON g.id = p.grupo_id
    WHERE p.id = quien_ve_paciente.paciente AND p.grupo_id = q.grupo_id AND p.borrado IS NULL
      AND (g.pacientes_compartidos OR p.clinica_id = ANY (q.clinicas)));
END
$$;
