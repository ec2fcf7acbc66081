-- Whether the body would silently overwrite whom somebody else chose as interlocutor.
-- Parameters: q, of cc.autenticar; llamada, id; cuerpo. Returns: Spanish sentence that says who chose whom, else NULL.
-- Reads: llamada_paciente, agente, paciente.
CREATE OR REPLACE FUNCTION cc.llamada_elegida_por_otro(q cc.quien, llamada bigint, cuerpo jsonb) RETURNS text
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT cuerpo ? 'interlocutor_id' THEN
    RETURN NULL;
  END IF;
  RETURN (
    SELECT format('%s ya ha indicado que habla %s.', coalesce(a.nombre, 'Alguien'), rtrim(p.nombre || ' ' || p.apellidos))
    FROM llamada_paciente lp JOIN paciente p ON p.id = lp.paciente_id LEFT JOIN agente a ON a.id = lp.agente_id
    WHERE lp.llamada_id = llamada AND lp.papel = 'interlocutor' AND lp.origen IN ('elegida', 'creada')
      AND lp.agente_id IS DISTINCT FROM q.agente_id
      AND lp.paciente_id IS DISTINCT FROM (cuerpo ->> 'interlocutor_id')::bigint);
END
$$;
