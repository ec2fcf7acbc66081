-- The numbers from which a patient calls: theirs now, else those of their relatives now (cc.identificar reads it the other
-- way round). Parameters: paciente, id. Returns: matching keys, '{}' for none. Reads: paciente_telefono, vinculo.
CREATE OR REPLACE FUNCTION cc.paciente_numeros(paciente bigint) RETURNS text[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
  claves text[] := ARRAY(SELECT t.clave FROM paciente_telefono t WHERE t.paciente_id = paciente AND t.hasta IS NULL);
BEGIN
  IF claves = '{}' THEN
    claves := ARRAY(SELECT t.clave FROM parientes(paciente) f
                      JOIN paciente_telefono t ON t.paciente_id = f.pariente_id AND t.hasta IS NULL);
  END IF;
  RETURN claves;
END
$$;
