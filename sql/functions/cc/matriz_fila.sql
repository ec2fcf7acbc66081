-- One row of a clinic's matrix (b): its own, else the default.
-- Parameters: clinica; llamada, the kind of call; identificacion, of the call; bloqueado, whether the number is on the black
--   list. Returns: tarjeta, seguimiento, prioridad (cc.matriz_defecto). Reads: matriz_cti.
CREATE OR REPLACE FUNCTION cc.matriz_fila(clinica bigint, llamada text, identificacion text, bloqueado boolean,
  OUT tarjeta text, OUT seguimiento boolean, OUT prioridad int)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  de_quien constant text := matriz_quien(identificacion, bloqueado);
BEGIN
  SELECT m.tarjeta, m.seguimiento, m.prioridad INTO tarjeta, seguimiento, prioridad
  FROM matriz_cti m WHERE m.clinica_id = clinica AND m.llamada = matriz_fila.llamada AND m.quien = de_quien;
  IF NOT FOUND THEN
    SELECT d.tarjeta, d.seguimiento, d.prioridad INTO tarjeta, seguimiento, prioridad
    FROM matriz_defecto() d WHERE d.llamada = matriz_fila.llamada AND d.quien = de_quien;
  END IF;
END $$;
