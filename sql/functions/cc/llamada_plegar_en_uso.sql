-- Whether a phone of ours rings or talks in this call. Parameters: p. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamada_plegar_en_uso(p cc.pliegue) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  t cc.pliegue_tramo;
BEGIN
  FOREACH t IN ARRAY p.tramos LOOP
    IF t.rol = 'agente' AND t.estado IN ('sonando', 'contestado', 'retenido') THEN
      RETURN true;
    END IF;
  END LOOP;
  RETURN false;
END $$;
