-- The audit trail is read newest first, by when it was written; of one person without reading the others'.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

DROP INDEX auditoria_id;
DROP INDEX auditoria_grupo;
CREATE INDEX auditoria_grupo ON auditoria (grupo_id, cuando DESC, id DESC);
CREATE INDEX auditoria_agente ON auditoria (agente_id, cuando DESC, id DESC) WHERE agente_id IS NOT NULL;
