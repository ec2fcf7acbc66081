-- For each of these people a number for what they may hear of which clinics: another one when a role of theirs is given,
-- changed or taken away. The relay holds a socket's against the present one.
-- Parameters: agentes, ids. Returns: (agente_id, permisos), no row for who has no role. Reads: agente_clinica.
CREATE OR REPLACE FUNCTION cc.agentes_permisos(agentes bigint[]) RETURNS TABLE (agente_id bigint, permisos bigint)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
    SELECT ac.agente_id, hashtextextended(string_agg(ac.clinica_id || ac.rol, ' ' ORDER BY ac.clinica_id), 0)
    FROM agente_clinica ac WHERE ac.agente_id = ANY (agentes) GROUP BY ac.agente_id;
END
$$;
