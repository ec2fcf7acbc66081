-- What the clinics' administrators set by themselves: what may be shown as caller id, what is out of use, and the versions
-- that If-Match is held against.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

-- The caller id of outgoing calls: a line that may be shown (never a Spanish mobile number, Orden TDF/149/2025: see
-- cc.linea_saliente_defecto), and the one that a clinic shows when nobody chooses.
ALTER TABLE linea
  ADD COLUMN saliente boolean NOT NULL DEFAULT false,
  ADD COLUMN preferida boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT linea_preferida_sale CHECK (NOT preferida OR (saliente AND activa)),
  ADD CONSTRAINT linea_uso CHECK (uso IN ('atencion', 'comercial', 'urgencias', 'otro'));
CREATE UNIQUE INDEX linea_preferida ON linea (clinica_id) WHERE preferida;

ALTER TABLE cola ADD COLUMN activa boolean NOT NULL DEFAULT true;
ALTER TABLE grupo ADD COLUMN version int NOT NULL DEFAULT 1;
ALTER TABLE clinica
  ADD COLUMN version int NOT NULL DEFAULT 1,
  ADD COLUMN horario_version int NOT NULL DEFAULT 1; -- of the whole week
ALTER TABLE festivo
  ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  ADD COLUMN version int NOT NULL DEFAULT 1;

-- Whether a call refers to a line or an extension that somebody wants to delete.
CREATE INDEX llamada_linea ON llamada (linea_id) WHERE linea_id IS NOT NULL;
CREATE INDEX tramo_extension ON tramo (extension_id) WHERE extension_id IS NOT NULL;

-- Whose the audited thing was, where it is one clinic's; NULL: the group's. Read newest first.
ALTER TABLE auditoria ADD COLUMN clinica_id bigint;
CREATE INDEX auditoria_id ON auditoria (grupo_id, id DESC);
