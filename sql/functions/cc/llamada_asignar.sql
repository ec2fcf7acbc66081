-- Says which agent attended a call, where the telephone could not: a shared extension asks "¿quién eres?".
-- Parameters: q, contexto; l, locked; agente, id of an agent of the call's clinic, or NULL.
-- Returns: whether anything changed. Errors: CC422 somebody else, without being supervisor; CC404 nobody of the clinic.
-- Reads: agente_clinica. Writes: llamada, tramo (the answered legs of that extension), auditoria.
CREATE OR REPLACE FUNCTION cc.llamada_asignar(q cc.quien, contexto jsonb, l cc.llamada, agente bigint) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  IF l.agente_id IS NOT DISTINCT FROM agente THEN
    RETURN false;
  ELSIF agente IS DISTINCT FROM q.agente_id AND l.clinica_id <> ALL (q.clinicas_supervisa) THEN
    PERFORM problema_campo('agente_id', 'Solo puede indicarse a sí mismo.');
  ELSIF agente IS NOT NULL AND NOT EXISTS (
      SELECT FROM agente_clinica ac WHERE ac.agente_id = agente AND ac.clinica_id = l.clinica_id AND ac.rol <> 'delegado') THEN
    PERFORM problema_campo('agente_id', 'No existe ese agente en la clínica de la llamada.', 'CC404');
  END IF;
  UPDATE tramo t SET agente_id = agente
  WHERE t.llamada_id = l.id AND t.rol = 'agente' AND t.extension = l.extension AND t.contesto IS NOT NULL;
  UPDATE llamada ll SET agente_id = agente, version = ll.version + 1 WHERE ll.id = l.id;
  PERFORM quien_audita(q, contexto, 'llamada.agente', 'llamada', l.id, jsonb_build_object('de', l.agente_id, 'a', agente));
  RETURN true;
END
$$;
