-- What a centralita can be asked to do: what its adapter does (app/pbx, matrix (c)), once it has been told how.
-- Parameters: pbx. Returns: classes of orders, '{}' for none. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.centralita_ordenes(pbx cc.centralita) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE
    WHEN pbx.activa IS NOT TRUE THEN '{}'
    WHEN pbx.adaptador = 'ari' THEN CASE WHEN pbx.ajustes ? 'contexto_transferencia' THEN '{originar, colgar, transferir}' ELSE '{originar, colgar}' END
    WHEN pbx.adaptador = 'generica' AND pbx.ajustes ? 'url_ordenes' THEN '{originar, colgar, transferir}'
    WHEN pbx.adaptador = 'twilio' AND pbx.credencial IS NOT NULL THEN '{originar, colgar}'
    WHEN pbx.adaptador = 'zadarma' AND pbx.credencial IS NOT NULL THEN '{originar}'
    ELSE '{}' END::text[];
END
$$;
