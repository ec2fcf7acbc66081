-- Arms the recurring jobs that are not armed.
-- Parameters: clase (NULL: all of them); pronto, due now (at the start of the house) instead of after its period.
-- Returns: nothing. Errors: none. Reads: trabajo. Writes: trabajo (by cc.trabajo_programar).
CREATE OR REPLACE FUNCTION cc.trabajo_rearmar(clase text, pronto boolean) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM trabajo_programar(r.clase, r.clase, '{}', CASE WHEN pronto THEN ahora() ELSE ahora() + r.cada END)
  FROM trabajo_recurrente() r
  WHERE (trabajo_rearmar.clase IS NULL OR r.clase = trabajo_rearmar.clase)
    AND NOT EXISTS (SELECT FROM trabajo t
                    WHERE t.clase = r.clase AND t.clave = r.clase AND t.estado IN ('pendiente', 'tomado', 'enviando'));
END
$$;
