-- Whole years from birth to a day. Parameters: nacimiento; hoy, the day where the clinic is. Returns: int, NULL if unknown.
-- Inlined where it is called: the casts are what makes it immutable.
CREATE OR REPLACE FUNCTION cc.edad(nacimiento date, hoy date) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT extract(year FROM age(hoy::timestamp, nacimiento::timestamp))::int
$$;
