-- Says about whom a call is: the whole list, replacing the former.
-- Parameters: q, contexto; l, locked; pacientes, ids that the caller may see, without repetition.
-- Returns: whether anything changed. Writes: llamada (version), llamada_paciente, auditoria.
CREATE OR REPLACE FUNCTION cc.llamada_asuntos(q cc.quien, contexto jsonb, l cc.llamada, pacientes bigint[]) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  antes bigint[] := ARRAY(SELECT lp.paciente_id FROM llamada_paciente lp
                          WHERE lp.llamada_id = l.id AND lp.papel = 'asunto' ORDER BY 1);
  despues bigint[] := ARRAY(SELECT p FROM unnest(pacientes) p ORDER BY 1);
BEGIN
  IF antes = despues THEN
    RETURN false;
  END IF;
  DELETE FROM llamada_paciente lp
  WHERE lp.llamada_id = l.id AND lp.papel = 'asunto' AND lp.paciente_id <> ALL (despues);
  INSERT INTO llamada_paciente (llamada_id, paciente_id, papel, grupo_id, origen, agente_id, creado)
  SELECT l.id, p, 'asunto', l.grupo_id, 'elegida', q.agente_id, ahora() FROM unnest(despues) p
  ON CONFLICT DO NOTHING;
  UPDATE llamada ll SET version = ll.version + 1 WHERE ll.id = l.id;
  PERFORM quien_audita(q, contexto, 'llamada.asuntos', 'llamada', l.id, jsonb_build_object('de', antes, 'a', despues));
  RETURN true;
END
$$;
