-- Who attends a call, as an event tells it. Parameters: l. Returns: {id, nombre, extension}, NULL when nobody does.
-- Reads: agente.
CREATE OR REPLACE FUNCTION cc.llamada_atiende(l cc.llamada) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF l.contestada IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN json_build_object('id', l.agente_id, 'nombre', (SELECT a.nombre FROM agente a WHERE a.id = l.agente_id),
                           'extension', l.extension);
END $$;
