-- A kept delivery as it is shown: app/INTERFACES.md §3, `entrega`. What no text can be (bytes that are not UTF-8) is shown in
-- hexadecimal.
-- Parameters: e. Returns: json. Reads: centralita.
CREATE OR REPLACE FUNCTION cc.entrega_json(e cc.evento_pbx) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN json_build_object('id', e.id, 'recibido', e.recibido, 'veredicto', e.veredicto, 'motivo', e.motivo,
    'elementos', e.elementos, 'bytes', octet_length(e.crudo), 'cabeceras', e.cabeceras, 'crudo', entrega_texto(e.crudo, 2000),
    'repetible', (SELECT c.adaptador <> 'ari' FROM centralita c WHERE c.id = e.centralita_id), 'repetida', e.repetida,
    'peticion', e.peticion);
END $$;
