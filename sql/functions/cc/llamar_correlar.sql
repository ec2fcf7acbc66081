-- Whether the call of a request may have to be found by extension and number: not where the PBX takes our id for the channel's own.
-- Parameters: pbx, id, NULL for none. Reads: centralita.
CREATE OR REPLACE FUNCTION cc.llamar_correlar(pbx bigint) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN coalesce((SELECT c.adaptador <> 'ari' FROM centralita c WHERE c.id = pbx), false);
END
$$;
