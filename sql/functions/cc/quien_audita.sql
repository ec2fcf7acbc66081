-- Notes who did what to which row.
-- Parameters: q, of cc.autenticar; contexto (`peticion`); accion, 'llamada.interlocutor' …; objeto, table; objeto_id;
--   datos, what changed: ids and words, never more personal data than that. Writes: auditoria.
CREATE OR REPLACE FUNCTION cc.quien_audita(q cc.quien, contexto jsonb, accion text, objeto text, objeto_id bigint,
  datos jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO auditoria (grupo_id, cuando, agente_id, clave_api_id, accion, objeto, objeto_id, datos, peticion)
  VALUES (q.grupo_id, ahora(), q.agente_id, q.clave_id, accion, objeto, objeto_id, datos, contexto ->> 'peticion');
END
$$;
