-- A kept delivery of a PBX, locked: it is about to be read again.
-- Parameters: pbx; entrega, its id. Returns: evento_pbx.
-- Errors: CC404 no such delivery of it; CC409 what it says can only be read as it comes (ARI: each event leans on the former).
-- Reads: evento_pbx (FOR UPDATE).
CREATE OR REPLACE FUNCTION cc.entrega_de(pbx cc.centralita, entrega bigint) RETURNS cc.evento_pbx
LANGUAGE plpgsql AS $$
DECLARE
  e evento_pbx;
BEGIN
  SELECT x.* INTO e FROM evento_pbx x WHERE x.id = entrega_de.entrega AND x.centralita_id = pbx.id FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM problema('CC404', 'No existe esa entrega, o ya no se guarda.');
  ELSIF pbx.adaptador = 'ari' THEN
    PERFORM problema('CC409', 'Lo que llega por ARI se entiende sólo en su orden: no se puede repetir.');
  END IF;
  RETURN e;
END $$;
