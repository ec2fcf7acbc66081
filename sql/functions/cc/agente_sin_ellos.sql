-- Refuses what would leave one of these clinics, or its group, without an administrador who can log in.
-- Parameters: clinicas, those where somebody has just stopped being one. Errors: CC409. Reads: agente_clinica, agente, clinica.
CREATE OR REPLACE FUNCTION cc.agente_sin_ellos(clinicas bigint[]) RETURNS void
LANGUAGE plpgsql STABLE AS $$
DECLARE
  huerfana text;
BEGIN
  SELECT min(c.nombre) INTO huerfana
  FROM clinica c
  WHERE c.id = ANY (clinicas) AND c.activa AND NOT EXISTS (
    SELECT FROM agente_clinica ac JOIN agente a ON a.id = ac.agente_id
    WHERE ac.clinica_id = c.id AND ac.rol = 'administrador' AND a.activo AND a.clave_hash IS NOT NULL);
  IF huerfana IS NOT NULL THEN
    PERFORM problema('CC409', format('La clínica %s se quedaría sin nadie que la administre.', huerfana));
  END IF;
END
$$;
