-- What an adapter needs to read a kept delivery again.
-- Parameters: pbx; e. Returns: {publico, adaptador, version, zona, ajustes, crudo (hex), recibido_us, cabeceras}.
CREATE OR REPLACE FUNCTION cc.entrega_leer(pbx cc.centralita, e cc.evento_pbx) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN json_build_object('publico', pbx.publico, 'adaptador', pbx.adaptador, 'version', pbx.version, 'zona', pbx.zona,
    'ajustes', pbx.ajustes, 'crudo', encode(e.crudo, 'hex'), 'recibido_us', coalesce((e.cabeceras ->> 'recibido_us')::bigint, (extract(epoch FROM e.recibido) * 1000000)::bigint),
    'cabeceras', coalesce(e.cabeceras, '{}'));
END $$;
