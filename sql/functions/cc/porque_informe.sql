-- The same for whoever installed the PBX, as text that may leave the house: no names, and the caller's number by its last
-- three digits, also inside the PBX's own ids. Times are the PBX's zone; `pbx` is the delay until it came here, `evento`
-- the one until the browsers were told.
-- Parameters: l. Returns: text. Reads: centralita, and what cc.porque_pasos and cc.porque_frase read.
CREATE OR REPLACE FUNCTION cc.porque_informe(l cc.llamada) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
  cifras constant text := right(regexp_replace(coalesce(l.numero, ''), '\D', '', 'g'), 9);
  texto text;
BEGIN
  SELECT format(E'Llamada %s (%s), centralita «%s» (%s)\nInicio %s, número %s\n%s\n\n', l.raiz, l.direccion, c.nombre, c.adaptador,
      to_char(l.inicio AT TIME ZONE c.zona, 'YYYY-MM-DD HH24:MI:SS'),
      CASE WHEN l.numero IS NULL THEN 'oculto' ELSE '…' || right(l.numero, 3) END, porque_frase(l, false))
    || string_agg(concat_ws(' | ', to_char(coalesce(p.momento, p.recibido) AT TIME ZONE c.zona, 'HH24:MI:SS.MS'),
      'pbx ' || p.pbx_ms || ' ms', 'evento ' || p.evento_ms || ' ms', coalesce(p.tipo, p.que), 'extensión ' || p.extension,
      'tramo ' || p.tramo, 'entrega ' || p.veredicto, p.motivo, p.texto), E'\n' ORDER BY p.orden) INTO texto
  FROM centralita c, porque_pasos(l, false) WITH ORDINALITY
    p (que, momento, recibido, tipo, llamada, tramo, extension, veredicto, motivo, pbx_ms, evento_ms, texto, orden)
  WHERE c.id = l.centralita_id
  GROUP BY c.id;
  texto := coalesce(texto, format('Llamada registrada a mano. %s', porque_frase(l, false)));
  RETURN CASE WHEN length(cifras) > 5 THEN replace(texto, cifras, '…' || right(cifras, 3)) ELSE texto END;
END $$;
