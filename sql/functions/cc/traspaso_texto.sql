-- What whoever gets a transferred call should know: who passes it, and the last note taken during it.
-- Parameters: id, of the call. Returns: text; NULL when no agent spoke before another's phone rang.
-- Reads: tramo, agente, nota. Writes: nothing.
CREATE OR REPLACE FUNCTION cc.traspaso_texto(id bigint) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
  pasa text;
  nota text;
BEGIN
  SELECT coalesce(a.nombre || ' (ext. ' || de.extension || ')', a.nombre, 'la extensión ' || de.extension) INTO pasa
  FROM tramo de
    JOIN tramo para ON para.llamada_id = de.llamada_id AND para.rol = 'agente' AND para.extension <> de.extension
      AND coalesce(para.sono, para.contesto) > de.contesto
    LEFT JOIN agente a ON a.id = de.agente_id
  WHERE de.llamada_id = traspaso_texto.id AND de.rol = 'agente'
  ORDER BY de.contesto DESC
  LIMIT 1;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  SELECT n.texto INTO nota FROM nota n WHERE n.llamada_id = traspaso_texto.id ORDER BY n.id DESC LIMIT 1;
  RETURN 'Se la pasa ' || pasa || coalesce(': ' || nota, '');
END
$$;
