-- What an executor does before it sends anything: the order and its job become `enviando`, and it is told what to send. To be
-- committed before it is sent. What is too old to be sent is refused here.
-- Parameters: trabajo, id of a claimed job of class originar, colgar or transferir.
-- Returns: the centralita (adaptador, centralita_id, publico, ajustes, credencial and secretos, both sealed), orden
--   (app/INTERFACES.md §6) and repetida: it had been marked before, so nobody knows whether it was sent, and it must not be
--   sent again but asked about. No row: nothing to do any more, the job is ended.
-- Errors: none. Reads: trabajo, centralita, and what cc.orden_json reads. Writes: orden, trabajo; a refusal, as
--   cc.orden_terminar.
CREATE OR REPLACE FUNCTION api.orden_preparar(trabajo bigint)
RETURNS TABLE (adaptador text, centralita_id bigint, publico text, ajustes jsonb, credencial bytea, secretos bytea[],
  orden jsonb, repetida boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  o cc.orden := orden_bloquear(orden_preparar.trabajo);
  era constant text := o.estado;
  pbx cc.centralita;
BEGIN
  IF o.id IS NULL THEN
    RETURN;
  END IF;
  SELECT c.* INTO pbx FROM centralita c WHERE c.id = o.centralita_id;
  IF era = 'pedida' AND (NOT pbx.activa OR o.creada < ahora() - orden_plazo()) THEN
    PERFORM orden_terminar(o, orden_preparar.trabajo, 'rechazada', CASE WHEN pbx.activa THEN 'plazo' ELSE 'centralita_caida' END, NULL);
    RETURN;
  ELSIF era NOT IN ('pedida', 'enviando') THEN
    PERFORM trabajo_terminar(orden_preparar.trabajo);
    RETURN;
  END IF;
  UPDATE orden x SET estado = 'enviando', enviada = coalesce(x.enviada, ahora()) WHERE x.id = o.id RETURNING x.* INTO o;
  UPDATE trabajo t SET estado = 'enviando' WHERE t.id = orden_preparar.trabajo;
  RETURN QUERY SELECT pbx.adaptador, pbx.id, pbx.publico, pbx.ajustes, pbx.credencial, pbx.secretos,
    orden_json(o), era = 'enviando';
END
$$;
REVOKE ALL ON FUNCTION api.orden_preparar(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.orden_preparar(bigint) TO cc_jobs, cc_pbxlink;
