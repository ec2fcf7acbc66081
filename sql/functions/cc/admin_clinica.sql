-- The clinic that an administrator's command names, checked to be of the group.
-- Parameters: grupo; argumentos, with member `clinica` (id); otra, the clinic to take when none is named (may be NULL).
-- Returns: the clinic's id. Errors: CC422 when none is known, CC404 when it is not of the group. Reads: clinica. Writes: nothing.
CREATE OR REPLACE FUNCTION cc.admin_clinica(grupo bigint, argumentos jsonb, otra bigint DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
DECLARE
  clinica bigint := coalesce((argumentos ->> 'clinica')::bigint, otra);
BEGIN
  IF clinica IS NULL THEN
    RAISE EXCEPTION 'Falta --clinica: el identificador que da «cc-admin clinica listar».' USING ERRCODE = 'CC422';
  END IF;
  IF NOT EXISTS (SELECT FROM cc.clinica c WHERE c.id = clinica AND c.grupo_id = grupo) THEN
    RAISE EXCEPTION 'El grupo % no tiene ninguna clínica %.', grupo, clinica USING ERRCODE = 'CC404';
  END IF;
  RETURN clinica;
END
$$;
