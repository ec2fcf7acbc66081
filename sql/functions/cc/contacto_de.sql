-- The known number that is no patient (laboratory, supplier, insurer, a blocked one) behind a matching key.
-- Parameters: grupo; clave, NULL when hidden. Returns: the row of cc.contacto, its id NULL when there is none.
-- Reads: contacto.
CREATE OR REPLACE FUNCTION cc.contacto_de(grupo bigint, clave text) RETURNS cc.contacto
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  c cc.contacto;
BEGIN
  SELECT x.* INTO c FROM cc.contacto x WHERE x.grupo_id = contacto_de.grupo AND x.clave = contacto_de.clave;
  RETURN c;
END
$$;
