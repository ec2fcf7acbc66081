-- Gives a call its disposition, or takes it away.
-- Parameters: q, contexto; l, locked; tipificacion, id of an active one of the group, or NULL.
-- Returns: whether anything changed. Writes: llamada, auditoria.
CREATE OR REPLACE FUNCTION cc.llamada_tipificar(q cc.quien, contexto jsonb, l cc.llamada, tipificacion bigint) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  IF l.tipificacion_id IS NOT DISTINCT FROM tipificacion THEN
    RETURN false;
  END IF;
  UPDATE llamada ll SET tipificacion_id = tipificacion, tipificada_por = CASE WHEN tipificacion IS NOT NULL THEN q.agente_id END, version = ll.version + 1 WHERE ll.id = l.id;
  PERFORM quien_audita(q, contexto, 'llamada.tipificacion', 'llamada', l.id,
    jsonb_build_object('de', l.tipificacion_id, 'a', tipificacion));
  RETURN true;
END
$$;
