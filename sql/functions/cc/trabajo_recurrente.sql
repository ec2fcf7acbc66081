-- What comes back by itself, and how long after its end. A row here is all that a recurring job needs beside its branch
-- in api.trabajo_ejecutar.
-- Returns: (clase, cada). Reads: –. Writes: –.
CREATE OR REPLACE FUNCTION cc.trabajo_recurrente() RETURNS TABLE (clase text, cada interval)
LANGUAGE sql IMMUTABLE AS $$
  VALUES
    ('centralita_silencio', interval '1 minute'),
    ('limpiar',           interval '1 minute'),
    ('particiones',       interval '6 hours'),
    ('seguimiento_citas', interval '1 minute')
$$;
