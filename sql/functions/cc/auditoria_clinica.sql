-- Which clinic an audited thing belongs to: who administers another one does not read of it.
-- Parameters: objeto, table; id. Returns: id; NULL where it is the group's, or a person's who works in several clinics.
-- Reads: that table.
CREATE OR REPLACE FUNCTION cc.auditoria_clinica(objeto text, id bigint) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN CASE objeto
    WHEN 'clinica' THEN id
    WHEN 'llamada' THEN (SELECT l.clinica_id FROM llamada l WHERE l.id = auditoria_clinica.id)
    WHEN 'seguimiento' THEN (SELECT s.clinica_id FROM seguimiento s WHERE s.id = auditoria_clinica.id)
    WHEN 'paciente' THEN (SELECT p.clinica_id FROM paciente p WHERE p.id = auditoria_clinica.id)
    WHEN 'centralita' THEN (SELECT c.clinica_id FROM centralita c WHERE c.id = auditoria_clinica.id)
    WHEN 'linea' THEN (SELECT l.clinica_id FROM linea l WHERE l.id = auditoria_clinica.id)
    WHEN 'extension' THEN (SELECT e.clinica_id FROM extension e WHERE e.id = auditoria_clinica.id)
    WHEN 'cola' THEN (SELECT c.clinica_id FROM cola c WHERE c.id = auditoria_clinica.id)
    WHEN 'festivo' THEN (SELECT f.clinica_id FROM festivo f WHERE f.id = auditoria_clinica.id)
    WHEN 'sesion' THEN (SELECT auditoria_clinica('agente', s.agente_id) FROM sesion s WHERE s.id = auditoria_clinica.id)
    WHEN 'agente' THEN (SELECT min(ac.clinica_id) FROM agente_clinica ac WHERE ac.agente_id = auditoria_clinica.id HAVING count(*) = 1)
  END;
END
$$;
