-- Matrix (b) of a clinic: the defaults, with the clinic's own rows in their place.
-- Parameters: clinica. Returns: 35 rows of cc.matriz_defecto's columns and `propia`, whether the clinic wrote the row.
-- Reads: matriz_cti. Writes: nothing.
CREATE OR REPLACE FUNCTION cc.matriz_de(clinica bigint) RETURNS TABLE (llamada text, quien text, tarjeta text,
  seguimiento boolean, prioridad int, plazo text, eleccion text, tipificacion text, propia boolean)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
  SELECT d.llamada, d.quien, coalesce(m.tarjeta, d.tarjeta), coalesce(m.seguimiento, d.seguimiento),
         coalesce(m.prioridad, d.prioridad), coalesce(m.plazo, d.plazo), coalesce(m.eleccion, d.eleccion),
         coalesce(m.tipificacion, d.tipificacion), m.clinica_id IS NOT NULL
  FROM matriz_defecto() d
    LEFT JOIN matriz_cti m ON m.clinica_id = clinica AND m.llamada = d.llamada AND m.quien = d.quien;
END
$$;
