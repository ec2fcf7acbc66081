-- Writes down what a patient allowed or refused: new rows, none is ever changed. What has been written already, the same said at
-- the same moment, is not written twice: a feed may be sent again.
-- Parameters: q, of cc.autenticar; p, the patient; lista, of {finalidad, canal (cualquiera), valor, momento (now), origen (erp for a
--   key, else presencial), texto_version}, checked by form; donde, format of the pointer of element %s.
-- Returns: ids of the rows that were written. Errors: CC422 a moment to come. Writes: consentimiento.
CREATE OR REPLACE FUNCTION cc.consentimiento_anotar(q cc.quien, p cc.paciente, lista jsonb, donde text) RETURNS bigint[]
LANGUAGE plpgsql AS $$
DECLARE
  futuros jsonb;
  escritos bigint[];
BEGIN
  SELECT jsonb_agg(jsonb_build_object('pointer', format(donde, x.n - 1) || '/momento', 'detail', 'Todavía no ha pasado.')) INTO futuros
  FROM jsonb_array_elements(lista) WITH ORDINALITY x (e, n)
  WHERE (x.e ->> 'momento')::timestamptz > ahora() + interval '5 minutes';
  IF futuros IS NOT NULL THEN
    PERFORM problema('CC422', 'Hay datos que no son válidos.', futuros);
  END IF;
  WITH dicho AS (
    SELECT DISTINCT e ->> 'finalidad' AS finalidad, coalesce(e ->> 'canal', 'cualquiera') AS canal, e ->> 'valor' AS valor,
      coalesce((e ->> 'momento')::timestamptz, ahora()) AS momento,
      coalesce(e ->> 'origen', CASE WHEN q.agente_id IS NULL THEN 'erp' ELSE 'presencial' END) AS origen, btrim(e ->> 'texto_version') AS texto_version
    FROM jsonb_array_elements(lista) e
  ), escrito AS (
    INSERT INTO consentimiento AS c (grupo_id, paciente_id, finalidad, canal, valor, momento, origen, texto_version, agente_id, clave_api_id, anotado)
    SELECT p.grupo_id, p.id, d.finalidad, d.canal, d.valor, d.momento, d.origen, d.texto_version, q.agente_id, q.clave_id, ahora()
    FROM dicho d
    WHERE NOT EXISTS (
      SELECT FROM consentimiento v WHERE v.paciente_id = p.id AND (v.finalidad, v.canal, v.valor, v.momento) = (d.finalidad, d.canal, d.valor, d.momento))
    ORDER BY d.momento
    RETURNING c.id)
  SELECT array_agg(w.id) INTO escritos FROM escrito w;
  RETURN coalesce(escritos, '{}');
END
$$;
