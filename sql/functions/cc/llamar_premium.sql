-- Whether a number charges whoever calls it: by its plan, and in Spain also 905, 118xx and the 80x that are not given out yet.
-- Parameters: p, its numero and clase known. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamar_premium(p cc.peticion) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN p.clase = 'premium' OR p.numero ~ '^(\+34)?(80[3-9][0-9]{6}|90[57][0-9]{6}|118[0-9]{2,3})$';
END
$$;
