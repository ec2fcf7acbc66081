-- The centralita that an administrator's command names.
-- Parameters: argumentos, with member `centralita` (id). Returns: its row. Errors: CC404 when there is none.
-- Reads: centralita. Writes: nothing.
CREATE OR REPLACE FUNCTION cc.admin_centralita(argumentos jsonb) RETURNS cc.centralita
LANGUAGE plpgsql STABLE AS $$
DECLARE
  fila cc.centralita;
BEGIN
  SELECT * INTO fila FROM cc.centralita c WHERE c.id = (argumentos ->> 'centralita')::bigint;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'No hay ninguna centralita %.', argumentos ->> 'centralita' USING ERRCODE = 'CC404';
  END IF;
  RETURN fila;
END
$$;
