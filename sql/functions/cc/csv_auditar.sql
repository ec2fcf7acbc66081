-- Notes that somebody took a list away, when they begin.
-- Parameters: q, of cc.autenticar; contexto; lista, its route; filtros, as asked: what a person typed is not kept, only that
--   there was such a filter; pagina, NULL for the first. Writes: auditoria.
CREATE OR REPLACE FUNCTION cc.csv_auditar(q cc.quien, contexto jsonb, lista text, filtros jsonb, pagina text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF pagina IS NULL THEN
    PERFORM quien_audita(q, contexto, lista || '.exportar', lista, NULL,
      CASE WHEN filtros ? 'q' THEN filtros || '{"q": "…"}' ELSE filtros END);
  END IF;
END
$$;
