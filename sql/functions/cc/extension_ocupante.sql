-- Who sits at an extension: at that moment, else now (a PBX's clock may be behind ours). Of several, nobody can be named:
-- a shared extension asks "¿quién eres?".
-- Parameters: pbx; numero, of the extension; momento. Returns: extension_id, NULL when it is unknown; agente_id.
-- Reads: extension, agente_extension.
CREATE OR REPLACE FUNCTION cc.extension_ocupante(pbx bigint, numero text, momento timestamptz,
  OUT extension_id bigint, OUT agente_id bigint)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  entonces bigint[];
BEGIN
  SELECT e.id, array_agg(a.agente_id ORDER BY a.desde) FILTER (WHERE a.desde <= momento AND (a.hasta > momento) IS NOT FALSE)
    INTO extension_id, entonces
  FROM extension e
    LEFT JOIN agente_extension a ON a.extension_id = e.id AND (a.hasta IS NULL OR a.desde <= momento AND a.hasta > momento)
  WHERE e.centralita_id = pbx AND e.numero = extension_ocupante.numero
  GROUP BY e.id;
  IF extension_id IS NOT NULL AND entonces IS NULL THEN
    entonces := ARRAY(SELECT a.agente_id FROM agente_extension a
                      WHERE a.extension_id = extension_ocupante.extension_id AND a.hasta IS NULL);
  END IF;
  IF cardinality(entonces) = 1 THEN
    agente_id := entonces[1];
  END IF;
END $$;
