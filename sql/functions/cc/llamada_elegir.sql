-- Says who speaks in a call, or that nobody knows. The choice is learned: cc.identificar puts whoever was chosen in two of
-- the last three calls of a number first.
-- Parameters: q, contexto; l, locked; paciente, id that the caller may see, or NULL; origen, 'elegida' or 'creada'.
-- Returns: whether anything changed. Reads: paciente_telefono. Writes: llamada, llamada_paciente, auditoria.
CREATE OR REPLACE FUNCTION cc.llamada_elegir(q cc.quien, contexto jsonb, l cc.llamada, paciente bigint, origen text)
RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM llamada_paciente lp
             WHERE lp.llamada_id = l.id AND lp.papel = 'interlocutor' AND lp.paciente_id = paciente
               AND lp.origen IN ('elegida', 'creada'))
     OR paciente IS NULL AND l.paciente_id IS NULL THEN
    RETURN false;
  END IF;
  DELETE FROM llamada_paciente lp
  WHERE lp.llamada_id = l.id AND lp.papel = 'interlocutor' AND lp.paciente_id IS DISTINCT FROM paciente;
  INSERT INTO llamada_paciente AS lp (llamada_id, paciente_id, papel, grupo_id, origen, agente_id, creado)
  SELECT l.id, paciente, 'interlocutor', l.grupo_id, llamada_elegir.origen, q.agente_id, ahora()
  WHERE paciente IS NOT NULL
  ON CONFLICT (llamada_id) WHERE papel = 'interlocutor'
    DO UPDATE SET origen = excluded.origen, agente_id = excluded.agente_id, creado = excluded.creado;
  UPDATE llamada ll SET paciente_id = paciente, version = ll.version + 1, identificacion = CASE
      WHEN paciente IS NOT NULL THEN llamada_elegir.origen
      WHEN ll.numero IS NULL THEN 'anonima'
      WHEN EXISTS (SELECT FROM paciente_telefono t
                   WHERE t.grupo_id = ll.grupo_id AND t.clave = ll.numero AND t.hasta IS NULL) THEN 'multiple_pendiente'
      ELSE 'desconocida' END
  WHERE ll.id = l.id;
  PERFORM quien_audita(q, contexto, 'llamada.interlocutor', 'llamada', l.id,
    jsonb_build_object('de', l.paciente_id, 'a', paciente));
  RETURN true;
END
$$;
