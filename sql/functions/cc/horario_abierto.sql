-- Whether a clinic is open at a moment, in its own time zone. A clinic without opening hours is always open; a holiday closes
-- the whole day.
-- Parameters: clinica; momento. Reads: clinica, horario, festivo.
CREATE OR REPLACE FUNCTION cc.horario_abierto(clinica bigint, momento timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE
  hora timestamp;
BEGIN
  IF NOT EXISTS (SELECT FROM horario h WHERE h.clinica_id = clinica) THEN
    RETURN NOT EXISTS (SELECT FROM festivo f JOIN clinica c ON c.id = f.clinica_id
                       WHERE f.clinica_id = clinica AND f.dia = (momento AT TIME ZONE c.zona)::date);
  END IF;
  hora := (SELECT momento AT TIME ZONE c.zona FROM clinica c WHERE c.id = horario_abierto.clinica);
  RETURN NOT EXISTS (SELECT FROM festivo f WHERE f.clinica_id = clinica AND f.dia = hora::date)
    AND EXISTS (SELECT FROM horario h WHERE h.clinica_id = clinica AND h.dia_semana = extract(isodow FROM hora)
                AND hora::time >= h.abre AND hora::time < h.cierra);
END $$;
