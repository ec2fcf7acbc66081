-- Notes who did what to which row. Before the row goes, when it goes.
-- Parameters: q, of cc.autenticar, or cc.admin_quien (nobody in particular: `accion` begins with 'admin.'); contexto
--   (`peticion`); accion, 'llamada.interlocutor' …; objeto, table; objeto_id; datos, what changed: ids and words, never more
--   personal data than that. Reads: what cc.auditoria_clinica reads. Writes: auditoria.
CREATE OR REPLACE FUNCTION cc.quien_audita(q cc.quien, contexto jsonb, accion text, objeto text, objeto_id bigint,
  datos jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO auditoria (grupo_id, clinica_id, cuando, agente_id, clave_api_id, accion, objeto, objeto_id, datos, peticion)
  VALUES (q.grupo_id, auditoria_clinica(objeto, objeto_id), ahora(), q.agente_id, q.clave_id,
    CASE WHEN coalesce(q.agente_id, q.clave_id) IS NULL THEN 'admin.' ELSE '' END || accion, objeto, objeto_id, datos,
    contexto ->> 'peticion');
END
$$;
