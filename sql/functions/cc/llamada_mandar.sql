-- The call that an agent wants something done to, nobody else folding its facts meanwhile; of a merged one, the call that it
-- lives on in.
-- Parameters: q, of cc.autenticar; id. Returns: llamada. Errors: CC404 not there for the caller; CC403 somebody else's call: only
--   who is in it, who asked for it, or a supervisor of its clinic may. Reads: llamada, tramo, orden.
CREATE OR REPLACE FUNCTION cc.llamada_mandar(q cc.quien, id bigint) RETURNS cc.llamada
LANGUAGE plpgsql AS $$
DECLARE
  l cc.llamada;
BEGIN
  SELECT coalesce(x.fusionada_en, x.id) AS id INTO l.id FROM llamada x WHERE x.id = llamada_mandar.id;
  PERFORM llamada_bloquear(l.id);
  SELECT x.* INTO l FROM llamada x WHERE x.id = l.id AND x.clinica_id = ANY (q.clinicas);
  IF l.id IS NULL THEN
    PERFORM problema('CC404', 'No existe esa llamada.');
  ELSIF l.clinica_id <> ALL (q.clinicas_supervisa) AND l.agente_id IS DISTINCT FROM q.agente_id
    AND NOT EXISTS (SELECT FROM tramo t WHERE t.llamada_id = l.id AND t.agente_id = q.agente_id AND t.termino IS NULL)
    AND NOT EXISTS (SELECT FROM orden o WHERE o.llamada_id = l.id AND o.agente_id = q.agente_id) THEN
    PERFORM problema('CC403', 'Esa llamada es de otra persona.');
  END IF;
  RETURN l;
END
$$;
