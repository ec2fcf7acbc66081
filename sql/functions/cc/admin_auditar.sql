-- Notes in the audit trail what the administrator's command line did.
-- Parameters: grupo; accion, as `agente.crear`; objeto_id; datos, without secrets. Reads: what cc.auditoria_clinica reads.
-- Writes: auditoria.
CREATE OR REPLACE FUNCTION cc.admin_auditar(grupo bigint, accion text, objeto_id bigint, datos jsonb DEFAULT '{}') RETURNS void
LANGUAGE sql AS $$
  INSERT INTO cc.auditoria (grupo_id, clinica_id, accion, objeto, objeto_id, datos)
  VALUES (grupo, cc.auditoria_clinica(split_part(accion, '.', 1), objeto_id), 'admin.' || accion, split_part(accion, '.', 1), objeto_id, datos);
$$;
