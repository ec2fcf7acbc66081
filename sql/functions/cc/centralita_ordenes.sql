-- What a centralita can be asked to do: what its adapter does (app/pbx, matrix (c)), once it has been told how. Of one call, when
-- `direccion` says which: Twilio cannot send away the patient's side of a call that we made.
-- Parameters: pbx; direccion, of the call, NULL for none in particular. Returns: classes of orders, '{}' for none. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.centralita_ordenes(pbx cc.centralita, direccion text DEFAULT NULL) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE
    WHEN pbx.activa IS NOT TRUE THEN '{}'
    WHEN pbx.adaptador = 'ari' THEN CASE WHEN pbx.ajustes ? 'contexto_transferencia' THEN '{originar, colgar, transferir}' ELSE '{originar, colgar}' END
    WHEN pbx.adaptador = 'generica' AND pbx.ajustes ? 'url_ordenes' THEN '{originar, colgar, transferir}'
    WHEN pbx.adaptador = 'twilio' THEN CASE direccion WHEN 'entrante' THEN '{originar, colgar, transferir}' ELSE '{originar, colgar}' END
    WHEN pbx.adaptador = 'zadarma' AND pbx.credencial IS NOT NULL THEN '{originar}'
    ELSE '{}' END::text[];
END
$$;
