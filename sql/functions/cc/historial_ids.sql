-- The calls of one page of the history, in order.
-- Free text (name, number fragment or note) is looked for where it is likely to be: among the newest calls that pass the
-- other filters, which fills a page when the text is common. When that does not, what is rare is followed from the people,
-- numbers and notes that it is in (trigram indexes); what is neither is looked for through the whole of time.
-- Parameters: q, of cc.autenticar; clinicas, of the caller's; f, the filters present; n, how many.
-- Returns: bigint[]. Reads: llamada, clinica, and for text what cc.historial_rastro reads.
CREATE OR REPLACE FUNCTION cc.historial_ids(q cc.quien, clinicas bigint[], f jsonb, n int) RETURNS bigint[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
  MIRADAS CONSTANT int := 1000;
  de record := historial_tiempo(clinicas, f);
  antes record := cursor_leer(f ->> 'cursor');
  condiciones text := historial_condiciones(f, de.varias_zonas);
  base text := historial_base(f, condiciones, cardinality(clinicas));
  pagina CONSTANT text := 'SELECT ARRAY(SELECT l.id FROM (%s) l WHERE %s ORDER BY l.inicio DESC, l.id DESC LIMIT $9)';
  -- Scalar subqueries, because EXISTS may be turned into a hash of the whole table.
  texto CONSTANT text := '(l.numero LIKE $11
    OR (SELECT '' '' || p.busqueda LIKE ALL ($10) FROM paciente p WHERE p.id = l.paciente_id)
    OR (SELECT bool_or('' '' || p.busqueda LIKE ALL ($10)) FROM llamada_paciente lp JOIN paciente p ON p.id = lp.paciente_id
        WHERE lp.llamada_id = l.id AND lp.papel = ''asunto'')
    OR (SELECT bool_or('' '' || sin_acentos(o.texto) LIKE ALL ($10)) FROM nota o WHERE o.llamada_id = l.id))';
  b record := texto_patrones(coalesce(f ->> 'q', ''));
  trozo text := texto_digitos(f ->> 'q');
  rastro record;
  ids bigint[];
  quedan boolean;
BEGIN
  IF NOT f ? 'q' THEN
    EXECUTE format(pagina, base, 'true') INTO ids
      USING clinicas, n, f, q.grupo_id, de.desde, de.hasta, antes.inicio, antes.id, n;
    RETURN ids;
  END IF;
  EXECUTE format(pagina, base, texto) INTO ids
    USING clinicas, MIRADAS, f, q.grupo_id, de.desde, de.hasta, antes.inicio, antes.id, n, b.criba, trozo;
  IF cardinality(ids) = n THEN
    RETURN ids;
  END IF;
  EXECUTE format('SELECT EXISTS (SELECT FROM (%s) l OFFSET %s)', base, MIRADAS) INTO quedan
    USING clinicas, MIRADAS + 1, f, q.grupo_id, de.desde, de.hasta, antes.inicio, antes.id;
  IF NOT quedan THEN
    RETURN ids;
  END IF;
  rastro := historial_rastro(q.grupo_id, b.hilo, b.criba, trozo);
  IF rastro.comun THEN
    EXECUTE format(pagina, historial_base(f, condiciones || ' AND ' || texto, cardinality(clinicas)), 'true') INTO ids
      USING clinicas, n, f, q.grupo_id, de.desde, de.hasta, antes.inicio, antes.id, n, b.criba, trozo;
  ELSE
    EXECUTE format('SELECT ARRAY(SELECT l.id FROM llamada l WHERE l.clinica_id = ANY ($1) AND %s
        AND (l.paciente_id = ANY ($9) OR l.grupo_id = $4 AND l.numero = ANY ($10) OR l.id = ANY ($11))
        ORDER BY l.inicio DESC, l.id DESC LIMIT $2)', condiciones) INTO ids
      USING clinicas, n, f, q.grupo_id, de.desde, de.hasta, antes.inicio, antes.id,
            rastro.pacientes, rastro.numeros, rastro.llamadas;
  END IF;
  RETURN ids;
END
$$;
