-- Ids turned out to be one call: the rows that its other ids name lead to the surviving one, which keeps notes, people and
-- follow-ups of all. A person's choice on a merged row wins over what the number alone said.
-- Parameters: pbx; nodos, every '<encarnación> <id>' of the call; superviviente, id of its row.
-- Returns: a change per row that disappears, `ahora` with `fusionada_en` and without legs.
-- Reads: llamada, tramo. Writes: llamada, tramo, llamada_paciente, nota, grabacion, seguimiento.
CREATE OR REPLACE FUNCTION cc.llamada_fusionar(pbx bigint, nodos text[], superviviente bigint) RETURNS cc.cambio[]
LANGUAGE plpgsql AS $$
DECLARE
  f cc.llamada;
  k cc.cambio;
  cambios cc.cambio[] := '{}';
BEGIN
  FOR f IN
    SELECT l.* FROM unnest(nodos) n
      JOIN llamada l ON l.centralita_id = pbx AND l.raiz = substr(n, strpos(n, ' ') + 1) AND l.encarnacion = split_part(n, ' ', 1)::int
    WHERE l.id <> superviviente AND l.fusionada_en IS DISTINCT FROM superviviente
    ORDER BY l.id FOR NO KEY UPDATE OF l
  LOOP
    k.antes := f;
    k.antes_tramos := ARRAY(SELECT t FROM tramo t WHERE t.llamada_id = f.id);
    k.ahora_tramos := '{}';
    f.version := f.version + 1;
    f.fusionada_en := superviviente;
    f.es_perdida := false;
    k.ahora := f;
    UPDATE llamada l SET version = f.version, fusionada_en = superviviente, es_perdida = false, paciente_id = NULL WHERE l.id = f.id;
    UPDATE llamada l SET fusionada_en = superviviente WHERE l.fusionada_en = f.id;
    DELETE FROM tramo t WHERE t.llamada_id = f.id;
    UPDATE nota n SET llamada_id = superviviente WHERE n.llamada_id = f.id;
    DELETE FROM grabacion g USING grabacion mejor -- the same message on both: the one that is here, else the older
    WHERE g.llamada_id IN (f.id, superviviente) AND mejor.llamada_id IN (f.id, superviviente) AND g.llamada_id <> mejor.llamada_id
      AND g.clase = mejor.clase AND g.clave = mejor.clave AND (g.estado <> 'lista', g.id) > (mejor.estado <> 'lista', mejor.id);
    UPDATE grabacion g SET llamada_id = superviviente WHERE g.llamada_id = f.id;
    UPDATE seguimiento s SET llamada_id = superviviente WHERE s.llamada_id = f.id;
    PERFORM llamada_fusionar_personas(f, superviviente);
    cambios := cambios || k;
  END LOOP;
  RETURN cambios;
END $$;
