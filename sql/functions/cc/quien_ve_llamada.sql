-- The call that a route shows; of a merged one, the call that it lives on in. Nothing is locked.
-- Parameters: q, of cc.autenticar; id. Returns: llamada. Errors: CC404 not there, or of a clinic that is not the caller's.
-- Reads: llamada.
CREATE OR REPLACE FUNCTION cc.quien_ve_llamada(q cc.quien, id bigint) RETURNS cc.llamada
LANGUAGE plpgsql STABLE AS $$
DECLARE
  l llamada;
  cual bigint := quien_ve_llamada.id;
BEGIN
  LOOP
    SELECT ll.* INTO l FROM llamada ll WHERE ll.id = cual AND ll.clinica_id = ANY (q.clinicas);
    IF NOT FOUND THEN
      PERFORM problema('CC404', 'No existe esa llamada.');
    END IF;
    EXIT WHEN l.fusionada_en IS NULL;
    cual := l.fusionada_en;
  END LOOP;
  RETURN l;
END
$$;
