-- The clinics that a PBX serves: its own, and those of its lines and extensions. Parameters: pbx, id. Returns: ids, in order.
-- Reads: centralita, linea, extension.
CREATE OR REPLACE FUNCTION cc.centralita_clinicas(pbx bigint) RETURNS bigint[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ARRAY(
    SELECT c.clinica_id FROM centralita c WHERE c.id = pbx
    UNION SELECT l.clinica_id FROM linea l WHERE l.centralita_id = pbx AND l.activa
    UNION SELECT e.clinica_id FROM extension e WHERE e.centralita_id = pbx AND e.activa
    ORDER BY 1);
END
$$;
